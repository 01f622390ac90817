// The lines of coverage over time; the table beside them says the same. Days stand at their true distance.
const progressCanvas = document.getElementById("progress-chart");
const progressData = document.getElementById("progress-data");
if (progressCanvas && progressData && window.Chart) {
  const DAY = 86400000;
  const { days, lines } = JSON.parse(progressData.textContent);
  const colours = ["#1b2a3d", "#1f5fae", "#0f6b3a", "#a3201d", "#7a4b00", "#6b3fa0"];
  const at = days.map((day) => Date.parse(day) / DAY);
  const written = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  new window.Chart(progressCanvas, {
    type: "line",
    data: {
      datasets: lines.map((line, place) => ({
        label: line.label,
        data: line.values.map((value, index) => ({ x: at[index], y: value })).filter((point) => point.y !== null),
        borderColor: colours[place], backgroundColor: colours[place],
        borderWidth: place === 0 ? 3 : 2, borderDash: place === 0 ? [] : [6, 1 + place], stepped: true, pointRadius: 3, clip: 8,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: {
        legend: { position: "bottom", labels: { color: "#1b2a3d", usePointStyle: true, boxWidth: 8, boxHeight: 8 } },
        tooltip: { callbacks: { title: (points) => written(points[0].parsed.x), label: (point) => `${point.dataset.label}: ${point.parsed.y} %` } },
      },
      scales: {
        x: { type: "linear", min: at[0], max: at[at.length - 1], ticks: { color: "#51606f", maxTicksLimit: 7, precision: 0, callback: written } },
        y: { min: 0, max: 100, ticks: { color: "#51606f", callback: (value) => `${value} %` }, title: { display: true, text: "Criteria covered", color: "#51606f" } },
      },
    },
  });
}

// The reliability diagram: where confidence holds, the points lie on the line. The table says the same without it.
const canvas = document.getElementById("reliability-chart");
const data = document.getElementById("reliability-data");
if (canvas && data && window.Chart) {
  const points = JSON.parse(data.textContent);
  const axis = (text) => ({ type: "linear", min: 0, max: 1, ticks: { color: "#51606f", callback: (share) => `${Math.round(share * 100)} %` }, title: { display: true, text, color: "#51606f" } });
  new window.Chart(canvas, {
    type: "scatter",
    data: {
      datasets: [
        { label: "Answers taken as they stood", data: points, showLine: true, borderColor: "#1f5fae", backgroundColor: "#1f5fae", pointRadius: points.map((one) => 3 + Math.sqrt(one.answers) / 2) },
        { label: "If confidence held exactly", data: [{ x: 0, y: 0 }, { x: 1, y: 1 }], showLine: true, pointRadius: 0, borderColor: "#9aa7b4", backgroundColor: "#9aa7b4", borderDash: [6, 4] },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { position: "bottom", labels: { color: "#1b2a3d", boxWidth: 14 } } },
      scales: { x: axis("Confidence"), y: axis("Share taken") },
    },
  });
}

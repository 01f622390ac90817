// The bars of where firms stand; the table beside them says the same.
const standing = document.getElementById("standing-data");
const standingCanvas = document.getElementById("standing-chart");
if (standing && standingCanvas && window.Chart) {
  const { labels, firms } = JSON.parse(standing.textContent);
  const colours = ["#7b8794", "#1f5fae", "#2f9e5f", "#c98a16", "#c2413d", "#51606f"];
  new window.Chart(standingCanvas, {
    type: "bar",
    data: { labels, datasets: [{ label: "Firms", data: firms, backgroundColor: colours }] },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: "y",
      plugins: { legend: { display: false } },
      scales: { x: { beginAtZero: true, ticks: { color: "#51606f", precision: 0 } }, y: { ticks: { color: "#1b2a3d" } } },
    },
  });
}

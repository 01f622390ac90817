// The bars of the readiness page; its table says the same without them.
const canvas = document.getElementById("coverage-chart");
const data = document.getElementById("coverage-data");
if (canvas && data && window.Chart) {
  const { labels, parts } = JSON.parse(data.textContent);
  const colours = { covered: "#2f9e5f", partial: "#e0a100", gap: "#c8372f", not_applicable: "#9aa7b4" };
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  new Chart(canvas, {
    type: "bar",
    data: {
      labels,
      datasets: parts.map((part) => ({ label: part.label, data: part.counts, backgroundColor: colours[part.state] })),
    },
    options: {
      indexAxis: "y",
      animation: calm ? false : { duration: 300 },
      maintainAspectRatio: false,
      plugins: { legend: { position: "bottom", labels: { color: "#1b2a3d", boxWidth: 14 } } },
      scales: {
        x: { stacked: true, beginAtZero: true, ticks: { precision: 0, color: "#51606f" }, title: { display: true, text: "Criteria", color: "#51606f" } },
        y: { stacked: true, ticks: { color: "#1b2a3d" } },
      },
    },
  });
}

// Draws the points of a match's factors beside their table, which stands without this too.
const holder = document.querySelector(".match-chart");
const source = document.getElementById("contributions-data");
if (holder && source && window.Chart) {
  const rows = JSON.parse(source.textContent);
  holder.hidden = false;
  holder.classList.add("match-chart-drawn");
  new window.Chart(document.getElementById("contributions"), {
    type: "bar",
    data: {
      labels: rows.map((row) => row.title),
      datasets: [{ data: rows.map((row) => row.points), backgroundColor: rows.map((row) => (row.points < 0 ? "#a3201d" : "#0f6b3a")) }],
    },
    options: {
      indexAxis: "y",
      maintainAspectRatio: false,
      animation: false,
      plugins: { legend: { display: false } },
      scales: { x: { title: { display: true, text: "Points against the average eligible firm" } }, y: { ticks: { autoSkip: false, font: { size: window.innerWidth < 576 ? 10 : 12 } } } },
    },
  });
}

// The first-year figures with our estimates, and how many quotes lay inside them; tables say the same without this.
const drawn = (id, config) => {
  const canvas = document.getElementById(`${id}-chart`);
  const held = document.getElementById(`${id}-data`);
  if (!canvas || !held || !window.Chart) return;
  canvas.parentElement.hidden = false;
  new window.Chart(canvas, config(JSON.parse(held.textContent)));
};
const ink = { color: "#51606f" };
const legend = { position: "bottom", labels: { color: "#1b2a3d", boxWidth: 14 } };
const base = { animation: false, maintainAspectRatio: false, indexAxis: "y" };
const dollars = (amount) => `$${amount.toLocaleString("en-US")}`;
const short = (text) => (text.length > 22 ? `${text.slice(0, 21)}…` : text);

drawn("first-year", ({ firms, parts, estimates }) => ({
  type: "bar",
  data: {
    labels: firms.map(short),
    datasets: [
      ...parts.map((part, place) => ({ label: part.title, data: part.values, stack: "quote", backgroundColor: ["#1d4f91", "#7a4b00", "#0f6b3a", "#6b3fa0"][place] })),
      { label: "Our estimate of the fee", data: estimates, stack: "estimate", backgroundColor: "#c3ccd6", borderColor: "#51606f", borderWidth: 1, borderSkipped: false },
    ],
  },
  options: {
    ...base,
    plugins: {
      legend,
      tooltip: {
        callbacks: {
          title: ([point]) => firms[point.dataIndex],
          label: (point) => `${point.dataset.label}: ${Array.isArray(point.raw) ? point.raw.map(dollars).join(" to ") : dollars(point.raw)}`,
        },
      },
    },
    scales: {
      x: { stacked: true, beginAtZero: true, ticks: { ...ink, maxTicksLimit: 6, callback: dollars } },
      y: { stacked: true, ticks: { color: "#1b2a3d" } },
    },
  },
}));

drawn("honesty", ({ below, inside, above }) => ({
  type: "bar",
  data: {
    labels: [""],
    datasets: [
      { label: "Below", data: [below], backgroundColor: "#7a4b00" },
      { label: "Inside", data: [inside], backgroundColor: "#0f6b3a" },
      { label: "Above", data: [above], backgroundColor: "#a3201d" },
    ],
  },
  options: { ...base, plugins: { legend }, scales: { x: { stacked: true, ticks: { ...ink, precision: 0 } }, y: { stacked: true } } },
}));

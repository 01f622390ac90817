// The bars of the page of figures; its tables say the same without them.
const held = document.getElementById("figures-data");
if (held && window.Chart) {
  const data = JSON.parse(held.textContent);
  const ink = { color: "#51606f" };
  const legend = { position: "bottom", labels: { color: "#1b2a3d", boxWidth: 14 } };
  const counted = { beginAtZero: true, ticks: { ...ink, precision: 0 } };
  const bars = (id, labels, datasets, options) => {
    const canvas = document.getElementById(id);
    if (canvas) new window.Chart(canvas, { type: "bar", data: { labels, datasets }, options: { animation: false, maintainAspectRatio: false, ...options } });
  };
  bars(
    "steps-chart",
    data.steps,
    [
      { label: "Received", data: data.received, backgroundColor: "#1f5fae" },
      { label: "Sent", data: data.sent, backgroundColor: "#2f9e5f" },
    ],
    { plugins: { legend }, scales: { x: { ticks: ink }, y: { ...counted, title: { display: true, text: "Questionnaires", ...ink } } } },
  );
  const most = window.innerWidth < 600 ? 18 : 34;
  const short = (text) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  bars("reasons-chart", data.reasons.map(short), [{ label: "Share of drafts", data: data.shares, backgroundColor: "#1f5fae" }], {
    indexAxis: "y",
    plugins: { legend: { display: false } },
    scales: { x: { beginAtZero: true, ticks: { ...ink, callback: (share) => `${share} %` } }, y: { ticks: { color: "#1b2a3d" } } },
  });
}

// Bars of time above a table that says the same. Days are counted as numbers, so that they stand at true distances.
const planHolder = document.querySelector(".plan-chart");
const planData = document.getElementById("plan-data");
if (planHolder && planData && window.Chart) {
  const DAY = 86400000;
  const INK = "#1b2a3d";
  const MUTED = "#51606f";
  const COLOURS = ["#1f5fae", "#2f9e5f", "#b06a00", "#6b3fa0"];
  const MARKS = ["#1b2a3d", "#a3201d"];
  const { rows, bars, lines } = JSON.parse(planData.textContent);
  const narrow = window.innerWidth < 576;
  const at = (day) => Date.parse(day) / DAY;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const named = (number) => `${MONTHS[new Date(number * DAY).getUTCMonth()]} ${new Date(number * DAY).getUTCFullYear()}`;
  const written = (number) => `${new Date(number * DAY).getUTCDate()} ${named(number)}`;
  const most = narrow ? 19 : 34;
  const short = (text) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const all = [...bars.flatMap((one) => one.days.filter(Boolean).flat().map(at)), ...lines.map((line) => at(line.day))];
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const spare = Math.max(2, (last - first) * 0.02);

  // the first days of months, as many as there is room for
  const months = (axis) => {
    const from = new Date(axis.min * DAY);
    const count = ((axis.max - axis.min) / 30.44) | 0;
    const step = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000].find((one) => count / one <= (narrow ? 3 : 10)) || 60000;
    axis.ticks = [];
    for (let month = Math.ceil(from.getUTCMonth() / step) * step; ; month += step) {
      const value = Date.UTC(from.getUTCFullYear(), month, 1) / DAY;
      if (!(value <= axis.max)) break;
      if (value >= axis.min) axis.ticks.push({ value });
    }
  };

  const marks = {
    id: "marks",
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      lines.forEach((line, place) => {
        const x = scales.x.getPixelForValue(at(line.day));
        const colour = MARKS[line.label === "Today" ? 0 : 1];
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = colour;
        ctx.setLineDash([5, 3]);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top - 2);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.font = `600 12px ${window.Chart.defaults.font.family}`;
        const half = ctx.measureText(line.label).width / 2;
        ctx.textAlign = "center";
        ctx.fillText(line.label, Math.min(Math.max(x, half + 2), chartArea.right - half), chartArea.top - 6 - 14 * place);
        ctx.restore();
      });
    },
  };

  planHolder.hidden = false;
  planHolder.style.height = `${rows.length * (narrow ? 26 : 30) + 110 + 14 * lines.length}px`;
  new window.Chart(document.getElementById("plan-chart"), {
    type: "bar",
    data: {
      labels: rows.map(short),
      datasets: bars.map((one, place) => ({
        label: one.label,
        data: one.days.map((days) => days && days.map(at)),
        backgroundColor: COLOURS[place],
        grouped: false,
        minBarLength: 5,
        barPercentage: 0.75,
        categoryPercentage: 0.95,
      })),
    },
    options: {
      indexAxis: "y",
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { top: 8 + 16 * lines.length, right: 8 } },
      plugins: {
        legend: { position: "bottom", labels: { color: INK, boxWidth: 14 } },
        tooltip: {
          callbacks: {
            title: (points) => rows[points[0].dataIndex],
            label: ({ raw, dataset }) => `${dataset.label}: ${raw[0] === raw[1] ? written(raw[0]) : `${written(raw[0])} to ${written(raw[1])}`}`,
          },
        },
      },
      scales: {
        x: { type: "linear", min: first - spare, max: last + spare, afterBuildTicks: months, ticks: { color: MUTED, callback: named, maxRotation: 0, autoSkip: false } },
        y: { ticks: { color: INK, autoSkip: false, font: { size: narrow ? 10 : 12 } }, grid: { display: false } },
      },
    },
    plugins: [marks],
  });
}

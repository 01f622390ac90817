// Copies an answer's text; the button appears only where the browser can.
const button = document.querySelector("[data-copy]");
if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.parentElement.querySelector("[role=status]").textContent = "Copied.";
  });
}

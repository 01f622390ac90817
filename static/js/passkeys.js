// Asks the device for a passkey and sends its answer with the form: `data-passkey` says whether a new one is made
// ("create") or one that is known answers ("get"), `data-options` where the browser learns what is asked of it.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function asked(options) {
  const listed = (all) => (all || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (options.user) publicKey.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) publicKey.excludeCredentials = listed(options.excludeCredentials);
  if (options.allowCredentials) publicKey.allowCredentials = listed(options.allowCredentials);
  return publicKey;
}

function told(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) if (response[part]) answer[part] = text(response[part]);
  if (response.getTransports) answer.transports = response.getTransports();
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: answer, clientExtensionResults: {} });
}

async function answer(form) {
  const reply = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (reply.redirected) { window.location.assign(reply.url); return; }
  if (!reply.ok) throw new Error(`options: ${reply.status}`);
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: asked(await reply.json()) });
  form.elements.credential.value = told(credential);
  form.submit();
}

const REASONS = {
  InvalidStateError: "This device has a passkey for your account already.",
  NotAllowedError: "Nothing was done: it was cancelled, or took too long.",
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const note = form.querySelector("[role=status]");
  const able = Boolean(window.PublicKeyCredential) && window.location.origin === form.dataset.origin;
  form.hidden = !able;
  if (!able) { form.nextElementSibling.hidden = false; continue; }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    note.textContent = "Your device asks you now.";
    answer(form).catch((problem) => { note.textContent = REASONS[problem.name] || "The passkey could not be used. Try again, or use another way."; });
  });
}

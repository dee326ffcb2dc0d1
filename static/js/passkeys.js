// Passkeys without inline script: a form with data-passkey asks the browser for a credential,
// puts it into its hidden field and goes on. The server's question is in #passkey-options or,
// for signing in, at the form's own address.
const verbs = {
  "sign-in": async (form) => show((await ask(form.action)).request_options),
  show: async () => show(given().request_options),
  make: async (form) => make(given().creation_options, form.elements.passwordless?.checked),
};

const given = () => JSON.parse(document.getElementById("passkey-options").textContent);

async function ask(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

const show = ({ publicKey }) =>
  navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });

function make({ publicKey }, alone) {
  const wanted = publicKey.authenticatorSelection;
  wanted.residentKey = alone ? "required" : "discouraged";
  wanted.requireResidentKey = Boolean(alone);
  if (alone) wanted.userVerification = "required";
  return navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const problem = form.querySelector("[data-passkey-problem]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      const credential = await verbs[form.dataset.passkey](form);
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (error) {
      console.error(error);
      problem.hidden = false;
    }
  });
}

// The shop's own script: it hands the chat a token of its backend when a customer signs in, and takes it away again.
const signIn = document.getElementById('sign-in');
const signOut = document.getElementById('sign-out');

const show = (isSignedIn) => {
  signIn.hidden = isSignedIn;
  signOut.hidden = !isSignedIn;
};

const getToken = async () => {
  const response = await fetch('/demo/token', { method: 'POST' });
  if (!response.ok) throw new Error(`the shop's backend answered ${response.status}`);
  return response.text();
};

// Calls made before the chat is loaded wait in a queue.
const identify = () => {
  window.parleyChat ??= [];
  window.parleyChat.push(['identify', getToken]);
};

signIn.addEventListener('click', () => {
  identify();
  sessionStorage.setItem('signed-in', 'yes');
  show(true);
});
signOut.addEventListener('click', () => {
  window.parleyChat.logout();
  sessionStorage.removeItem('signed-in');
  show(false);
});

if (sessionStorage.getItem('signed-in') === 'yes') {
  show(true);
  identify();
}

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

signIn.addEventListener('click', () => {
  window.parleyChat.identify(getToken);
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
  // Also before the chat is loaded: it makes the calls it finds in the list.
  window.parleyChat ??= [];
  window.parleyChat.push(['identify', getToken]);
}

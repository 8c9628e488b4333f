// What a person with a browser does between the client's request and its redirect URI. Nothing of OAuth is known here.

const hidden = { amp: '&', quot: '"', lt: '<', gt: '>', '#x27': "'", '#x2B': '+' };
const unescape = text => text.replace(/&(#?\w+);/g, (whole, name) => hidden[name] ?? whole);

export async function signIn(address, { email, password }) {
  let answer = await fetch(address, { redirect: 'manual', headers: { accept: 'text/html' } });
  if (answer.status === 200) {
    const page = await answer.text();
    const action = new URL(unescape(/<form method="post" action="([^"]+)"/.exec(page)[1]), address);
    answer = await fetch(action, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ email, password }) });
  }
  if (answer.status !== 302 && answer.status !== 303) throw new Error(`signing in was answered ${answer.status}: ${await answer.text()}`);
  return new URL(answer.headers.get('location'));
}

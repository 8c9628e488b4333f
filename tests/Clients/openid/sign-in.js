// Usage: node sign-in.js ORIGIN EMAIL PASSWORD
// Signs in to every issuer of a running API with every client. ORIGIN must be the API's UpCoach:Auth:Origin.
// Prints a line for each part that went well, and ends with exit code 1 at the first that did not.

import * as oauth4webapi from './oauth4webapi.js';
import * as openidClient from './openid-client.js';

const [origin, email, password] = process.argv.slice(2);
const began = performance.now();
let parts = 0;

for (const client of [openidClient, oauth4webapi]) {
  for (const path of ['', '/oauth/email', '/oauth/google', '/oauth/apple', '/oauth/facebook']) {
    for (const [clientId, redirectUri] of [['upcoach-mobile', 'upcoach://callback'], ['upcoach-web', 'http://127.0.0.1:4711/app/callback']]) {
      const who = `${client.name} ${path || 'platform'} ${clientId}`;
      const settings = { clientId, redirectUri, login: { email, password }, hint: { login_hint: email } };
      try {
        await client.run(new URL(origin + path), settings, part => { parts++; console.log(`ok ${who}: ${part}`); });
      } catch (error) {
        console.error(`not ok ${who}:`, error);
        process.exit(1);
      }
    }
  }
}

console.log(`${parts} parts passed in ${Math.round(performance.now() - began)} ms`);

import * as client from 'openid-client';
import assert from 'node:assert/strict';
import { signIn } from './person.js';

export const name = 'openid-client';

/** Goes through everything that a client does with one issuer, and calls step(name) after each part that went well. */
export async function run(issuer, { clientId, redirectUri, login, hint }, step) {
  const config = await client.discovery(issuer, clientId, undefined, client.None(), { execute: [client.allowInsecureRequests] });
  client.enableNonRepudiationChecks(config); // verify the id token's signature too, not only its claims
  step('discovery');

  const checks = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState(), expectedNonce: client.randomNonce(), idTokenExpected: true };
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri, scope: 'openid profile email offline_access', state: checks.expectedState, nonce: checks.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier), code_challenge_method: 'S256', ...hint,
  });
  const callback = await signIn(address, login);
  step('authorization');

  const tokens = await client.authorizationCodeGrant(config, callback, checks);
  assert.equal(tokens.claims().nonce, checks.expectedNonce);
  step('code and id_token');

  const user = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  assert.equal(user.email, login.email);
  step('userinfo');

  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token);
  assert.equal(renewed.claims().sub, tokens.claims().sub);
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  await client.fetchUserInfo(config, renewed.access_token, user.sub);
  step('refresh');

  await client.tokenRevocation(config, renewed.refresh_token);
  await assert.rejects(client.fetchUserInfo(config, renewed.access_token, user.sub), error => error.cause?.[0]?.parameters?.error === 'invalid_token');
  await assert.rejects(client.refreshTokenGrant(config, renewed.refresh_token), { error: 'invalid_grant' });
  step('revocation');
}

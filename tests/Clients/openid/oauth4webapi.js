import * as oauth from 'oauth4webapi';
import assert from 'node:assert/strict';
import { signIn } from './person.js';

export const name = 'oauth4webapi';

/** Goes through everything that a client does with one issuer, and calls step(name) after each part that went well. */
export async function run(issuer, { clientId, redirectUri, login, hint }, step) {
  const http = { [oauth.allowInsecureRequests]: true };
  const client = { client_id: clientId };
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
  const alternative = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { ...http, algorithm: 'oauth2' }));
  assert.deepEqual(alternative, server);
  step('discovery');

  const [verifier, state, nonce] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState(), oauth.generateRandomNonce()];
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: 'openid profile email offline_access', state, nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...hint,
  });
  const parameters = oauth.validateAuthResponse(server, client, await signIn(address, login), state);
  step('authorization');

  const answer = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), parameters, redirectUri, verifier, http);
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, { expectedNonce: nonce, requireIdToken: true });
  await oauth.validateApplicationLevelSignature(server, answer, http);
  const { sub } = oauth.getValidatedIdTokenClaims(tokens);
  step('code and id_token');

  const user = await oauth.processUserInfoResponse(server, client, sub, await oauth.userInfoRequest(server, client, tokens.access_token, http));
  assert.equal(user.email, login.email);
  step('userinfo');

  const refresh = token => oauth.refreshTokenGrantRequest(server, client, oauth.None(), token, http);
  const renewed = await oauth.processRefreshTokenResponse(server, client, await refresh(tokens.refresh_token));
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  step('refresh');

  // The spent token once more: whoever has it, the session ends for both.
  await assert.rejects(async () => oauth.processRefreshTokenResponse(server, client, await refresh(tokens.refresh_token)), { error: 'invalid_grant' });
  await assert.rejects(async () => oauth.processRefreshTokenResponse(server, client, await refresh(renewed.refresh_token)), { error: 'invalid_grant' });
  step('reuse of a refresh token');

  await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, oauth.None(), renewed.refresh_token, http));
  step('revocation');
}

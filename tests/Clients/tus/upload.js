// node upload.js ADDRESS   with the access token in UPCOACH_TOKEN
// Uploads in every way that tus-js-client knows, unmodified, and compares each file's SHA-256. One line a way; the exit code is 1 if any failed.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import assert from 'node:assert/strict';
import * as tus from 'tus-js-client';

const address = process.argv[2];
const headers = { Authorization: `Bearer ${process.env.UPCOACH_TOKEN}` };
const endpoint = new URL('/api/v1/uploads', address).href;
const folder = await mkdtemp(join(tmpdir(), 'upcoach-tus-'));
const content = randomBytes(1_500_000);
const sha256 = createHash('sha256').update(content).digest('hex');

/** Uploads to the end, or until interrupt(upload, bytesSent) says that it has stopped it. */
function upload(source, options = {}, interrupt = () => false, prepare = async () => {}) {
  return new Promise((resolve, reject) => {
    const run = new tus.Upload(source, {
      endpoint, headers, retryDelays: [100, 300, 1000], metadata: { filename: 'räum.bin', filetype: 'application/x-test' },
      onError: reject,
      onSuccess: () => resolve(run),
      onProgress: async (sent) => { if (await interrupt(run, sent)) resolve(run); },
      ...options,
    });
    prepare(run).then(() => run.start()).catch(reject);
  });
}

async function check(run) {
  const id = run.url.split('/').at(-1);
  const answer = await fetch(new URL(`/api/v1/files/${id}`, address), { headers });
  assert.equal(answer.status, 200);
  const file = await answer.json();
  assert.equal(file.sha256, sha256);
  assert.equal(file.size, content.length);
  assert.equal(file.name, 'räum.bin');
  assert.equal(file.mediaType, 'application/x-test');
}

const ways = {
  'one request': async () => check(await upload(content)),
  'chunks': async () => check(await upload(content, { chunkSize: 400_000 })),
  'data during creation': async () => check(await upload(content, { uploadDataDuringCreation: true, chunkSize: 500_000 })),
  'parallel parts': async () => check(await upload(content, { parallelUploads: 3 })),
  'stream of unknown length': async () => check(await upload(Readable.from([content.subarray(0, 900_000), content.subarray(900_000)]), { uploadLengthDeferred: true, chunkSize: 300_000 })),
  'PATCH by POST': async () => check(await upload(content, { overridePatchMethod: true })),
  'interrupted and resumed': async () => {
    const options = { urlStorage: new tus.FileUrlStorage(join(folder, 'urls')), fingerprint: async () => 'content', storeFingerprintForResuming: true, chunkSize: 300_000 };
    const first = await upload(content, options, async (run, sent) => sent >= 600_000 && sent < content.length && (await run.abort(), true));
    let resumedFrom;
    const second = await upload(content, { ...options, onChunkComplete: (size, accepted) => { resumedFrom ??= accepted - size; } }, undefined, async (run) => {
      const [previous] = await run.findPreviousUploads();
      run.resumeFromPreviousUpload(previous);
    });
    assert.equal(second.url, first.url);
    assert.ok(resumedFrom > 0, 'it goes on where it was');
    await check(second);
  },
  'terminated': async () => {
    const run = await upload(content, { chunkSize: 300_000 }, async (one, sent) => sent >= 300_000 && (await one.abort(true), true));
    const answer = await fetch(run.url, { method: 'HEAD', headers: { ...headers, 'Tus-Resumable': '1.0.0' } });
    assert.ok([404, 410].includes(answer.status));
  },
  'too large is an error that is told': async () => {
    await assert.rejects(upload(Readable.from([content]), { uploadSize: 2 ** 50, chunkSize: 1000, retryDelays: [] }), /response code: 413/);
  },
};

let failed = 0;
for (const [name, way] of Object.entries(ways)) {
  try {
    await way();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}: ${error.message}`);
  }
}

await rm(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

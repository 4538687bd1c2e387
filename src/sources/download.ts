import { createHash, type Hash } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { UserError } from '../errors.ts'
import { statusOf } from '../github/releases.ts'
import { explained } from '../github/rights.ts'
import { isBrokenConnection, isPassingStatus } from '../host/retry.ts'
import type { Runtime, WorkflowArtifact } from '../host/runtime.ts'

/** Tries before a download is given up; each asks for a fresh address, since one lives a minute. */
const attempts = 6

/** How far a download has come: the bytes on disk and their digest. */
interface Progress {
  bytes: number
  hash: Hash
}

/**
 * Downloads the zip of an artifact under a temporary name, goes on where a broken connection left off, and gives it its name once
 * its digest is GitHub's: nothing looks into bytes that are not the right ones.
 */
export async function downloadArtifact(runtime: Runtime, artifact: WorkflowArtifact, path: string): Promise<void> {
  const part = `${path}.part`
  const progress: Progress = { bytes: 0, hash: createHash('sha256') }
  for (let attempt = 1; ; attempt++) {
    try {
      await downloadRest(runtime, artifact, part, progress)
      break
    } catch (error) {
      // A refusal by the API comes explained, with the answer as its cause.
      const status = statusOf(error) ?? statusOf(error instanceof UserError ? error.cause : undefined)
      if (status === 410)
        throw new UserError('ARTIFACT_EXPIRED', `artifact ${artifact.name} has expired`, {
          hint: 'Run the build again.',
        })
      const again =
        isBrokenConnection(error) || (status !== undefined && isPassingStatus(status)) || error instanceof WrongBytes
      if (!again || attempt === attempts) throw error instanceof WrongBytes ? damaged(error) : error
      // What is wrong cannot be gone on with.
      if (error instanceof WrongBytes) await restart(runtime, part, progress)
      runtime.log.info(
        `${artifact.name}: ${error instanceof Error ? error.message : 'broken off'}; going on at byte ${progress.bytes}`,
      )
      await runtime.clock.sleep(runtime.clock.random() * 1000 * 2 ** attempt, runtime.signal)
    }
  }
  await runtime.files.rename(part, path)
}

class WrongBytes extends Error {}

const damaged = ({ message }: WrongBytes): UserError =>
  new UserError('ARTIFACT_DAMAGED', message, { hint: 'Run the build of this artifact again.' })

async function restart(runtime: Runtime, part: string, progress: Progress): Promise<void> {
  await runtime.files.remove(part)
  progress.bytes = 0
  progress.hash = createHash('sha256')
}

async function downloadRest(
  runtime: Runtime,
  artifact: WorkflowArtifact,
  part: string,
  progress: Progress,
): Promise<void> {
  const url = await explained(`download artifact ${artifact.name}`, 'actions: read', async () =>
    runtime.github.redirect('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
      artifact_id: artifact.id,
      archive_format: 'zip',
    }),
  )
  // The signed address is of another origin: the token stays behind.
  const response = await runtime.http.read({
    url,
    headers: progress.bytes > 0 ? { range: `bytes=${progress.bytes}-` } : {},
  })
  if (response.status === 416)
    throw new WrongBytes(`artifact ${artifact.name} is shorter than what was downloaded of it`)
  if (response.status !== 200 && response.status !== 206) {
    // An address that has run out is refused: the next try gets a fresh one.
    throw Object.assign(new Error(`the storage answered ${response.status}`), {
      status: response.status === 403 ? 503 : response.status,
    })
  }
  // A server that knows no ranges sends everything again.
  if (response.status === 200 && progress.bytes > 0) await restart(runtime, part, progress)
  const target = progress.bytes > 0 ? runtime.files.append(part) : await runtime.files.create(part)
  await store(response.stream(), target, progress)
  const digest = `sha256:${progress.hash.copy().digest('hex')}`
  if (artifact.digest !== undefined && artifact.digest !== digest) {
    throw new WrongBytes(`artifact ${artifact.name} was downloaded as ${digest}, and GitHub says ${artifact.digest}`)
  }
}

/** Writes what arrives, and counts what is on disk: when it breaks off, the next try goes on right behind that. */
async function store(arriving: Readable, target: Writable, progress: Progress): Promise<void> {
  const ended = finished(target)
  // Told below, or by the write that failed.
  ended.catch(() => undefined)
  try {
    for await (const chunk of arriving as AsyncIterable<Uint8Array>) {
      await new Promise<void>((resolve, reject) => {
        target.write(chunk, (error) => (error ? reject(error) : resolve()))
      })
      progress.hash.update(chunk)
      progress.bytes += chunk.byteLength
    }
  } finally {
    target.end()
    await ended
  }
}

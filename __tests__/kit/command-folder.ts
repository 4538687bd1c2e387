import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heldIn } from './held-in-folder.ts'
import { hostOf } from './host.ts'
import type { Remote } from './remote.ts'

/** What the command of a user does: it takes the token, compares the file with what it was told of it, and copies it. */
const put = `test "$TOKEN" = "$(cat "$SERVER/token")"
echo "$SLIPWAY_SHA256  $SLIPWAY_FILE" | sha256sum --check --status
number=$(cat "$SERVER/writes")
echo $((number + 1)) > "$SERVER/writes"
fault=$(cat "$SERVER/fault-$number" 2>/dev/null || true)
test "$fault" != refused
cp -- "$SLIPWAY_FILE" "$SERVER/files/$SLIPWAY_NAME"
test "$fault" != "lost answer"
`

const check = `test "$(sha256sum < "$SERVER/files/$SLIPWAY_NAME" | cut -d " " -f 1)" = "$SLIPWAY_SHA256"`

/** A folder that a command writes to, and that counts for itself what it is asked for. */
export async function openCommandFolder(options: { readonly checked: boolean }): Promise<Remote> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-command-'))
  const secrets = { KIT_TOKEN: 'canary-t0ken-of-the-kit' }
  await mkdir(join(folder, 'files'))
  await writeFile(join(folder, 'token'), secrets.KIT_TOKEN)
  await writeFile(join(folder, 'writes'), '0\n')
  await writeFile(join(folder, 'put'), put)
  const writes = (): number => Number(readFileSync(join(folder, 'writes'), 'utf8'))
  return {
    config: {
      per: 'asset',
      run: '. "$SERVER/put"',
      ...(options.checked ? { check } : {}),
      env: { SERVER: folder, TOKEN: '$KIT_TOKEN' },
    },
    secrets,
    root: folder,
    host: (given) => hostOf(given, { root: folder, secrets }),
    writes,
    held: async () => heldIn(join(folder, 'files')),
    corrupt: async (address) => writeFile(join(folder, 'files', address.split('/').at(-2) ?? ''), 'tampered'),
    failWrite: (number, fault) => writeFileSync(join(folder, `fault-${writes() + number}`), fault),
    close: async () => rm(folder, { recursive: true, force: true }),
  }
}

import { UserError } from '../errors.ts'
import type { ChannelEntry } from '../config/schema.ts'
import { isPrerelease } from './versions.ts'

export interface Classified {
  readonly channel: string
  readonly prerelease: boolean
}

const whole = (source: string, text: string): boolean => new RegExp(`^(?:${source})$`, 'u').test(text)

/** The first channel whose patterns match the whole of what they look at. `tag` is empty for a build without one. */
export function classify(
  channels: readonly ChannelEntry[],
  build: { readonly version: string; readonly tag: string },
): Classified {
  const entry = channels.find(
    ({ version, tag }) =>
      (version === undefined || whole(version, build.version)) &&
      (tag === undefined || (build.tag !== '' && whole(tag, build.tag))),
  )
  if (entry === undefined) {
    throw new UserError(
      'NO_CHANNEL',
      `no channel fits version ${build.version}${build.tag === '' ? ' without a tag' : ` with tag ${build.tag}`}`,
      {
        hint: 'End the list `channels` with an entry that has only a name, such as "- { name: other }".',
      },
    )
  }
  return { channel: entry.name, prerelease: entry.prerelease ?? isPrerelease(build.version) }
}

/** Everything that the server knows, immutable: a change makes a new state that shares what stays. Times are in ms. */
export interface State {
  /** Oldest first. */
  readonly releases: readonly ReleaseState[]
  /** Tags of published immutable releases; they stay taken when the release is deleted. */
  readonly burnedTags: ReadonlySet<string>
  /** The release that was last published as the latest one. */
  readonly latest: number | undefined
  readonly artifacts: readonly ArtifactState[]
  readonly runs: readonly RunState[]
}

export interface ReleaseState {
  readonly id: number
  readonly tag: string
  readonly target: string
  readonly name: string | null
  readonly body: string | null
  readonly draft: boolean
  readonly prerelease: boolean
  readonly immutable: boolean
  readonly makeLatest: 'true' | 'false' | 'legacy'
  /** The part of a draft's address that stands for its tag: `untagged-…`. */
  readonly untagged: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly publishedAt: number | undefined
  readonly assets: readonly AssetState[]
}

export interface AssetState {
  readonly id: number
  readonly name: string
  readonly label: string | null
  readonly state: 'uploaded' | 'starter'
  readonly size: number
  readonly digest: string | null
  readonly contentType: string
  /** Where the bytes are. */
  readonly path: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly downloads: number
}

export interface ArtifactState {
  readonly id: number
  readonly run: number
  readonly name: string
  readonly size: number
  readonly digest: string
  readonly contentType: string
  readonly path: string
  readonly expired: boolean
  readonly createdAt: number
  readonly expiresAt: number
  readonly headSha: string | undefined
}

export interface RunState {
  readonly id: number
  /** `undefined`: the head of the default branch. */
  readonly headSha: string | undefined
  readonly attempt: number
  readonly createdAt: number
}

export interface Store {
  readonly current: State
  /** The state at a time, in ms. */
  at(time: number): State
  /** Replaces parts of the state. */
  set(change: Partial<State>): void
  /** A number that no other thing has. */
  nextId(): number
  /** Runs one body after the other, for changes that wait for git in between. */
  exclusive<T>(body: () => Promise<T>): Promise<T>
}

export function createStore(now: () => number): Store {
  let current: State = { releases: [], burnedTags: new Set(), latest: undefined, artifacts: [], runs: [] }
  const history: { readonly at: number; readonly state: State }[] = [{ at: -Infinity, state: current }]
  let id = 1000
  let queue: Promise<unknown> = Promise.resolve()
  return {
    get current() {
      return current
    },
    at(time) {
      return history.findLast((entry) => entry.at <= time)?.state ?? current
    },
    set(change) {
      current = { ...current, ...change }
      history.push({ at: now(), state: current })
    },
    nextId() {
      id += 1
      return id
    },
    async exclusive(body) {
      const turn = queue.then(body)
      queue = turn.catch(() => undefined)
      return turn
    },
  }
}

export function findRelease(state: State, id: string | number): ReleaseState | undefined {
  return state.releases.find((release) => release.id === Number(id))
}

/** Changes one release; does nothing when it is gone. */
export function changeRelease(store: Store, id: number, change: (release: ReleaseState) => ReleaseState): void {
  store.set({
    releases: store.current.releases.map((release) => (release.id === id ? change(release) : release)),
  })
}

import { describe } from '@jest/globals'
import { githubRelease } from '../../src/backends/github-release.ts'
import { testBackend } from '../kit/backend.ts'
import { openGitHub } from '../kit/github.ts'

const refusesEmpty = 'GitHub takes no empty file'

describe('refused for good', () => {
  testBackend({ backend: githubRelease, remote: async () => openGitHub(403), refusesEmpty })
})

describe('refused for now', () => {
  testBackend({ backend: githubRelease, remote: async () => openGitHub(502), refusesEmpty })
})

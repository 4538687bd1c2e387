import { localFolder } from '../../src/backends/local-folder.ts'
import { testBackend } from '../kit/backend.ts'
import { openShare } from '../kit/share.ts'

testBackend({
  backend: localFolder,
  remote: openShare,
  skip: { 'Retry-After is honoured': 'a folder cannot ask for patience' },
})

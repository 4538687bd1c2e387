import { testBackend } from './backend.ts'
import { httpPut } from './http-put.ts'
import { openHttpServer } from './http-server.ts'

testBackend({ backend: httpPut, remote: openHttpServer })

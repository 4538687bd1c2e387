import { describeEveryWrite } from './every-write.ts'
import { situations } from './material.ts'

describeEveryWrite(situations.immutable, 14)
describeEveryWrite(situations.draft, 19)

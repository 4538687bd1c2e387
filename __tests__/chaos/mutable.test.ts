import { describeEveryWrite } from './every-write.ts'
import { situations } from './material.ts'

// A draft, twelve assets, the publishing.
describeEveryWrite(situations.mutable, 14, [0, 1, 6, 11, 12, 13])

import { describeEveryWrite } from './every-write.ts'
import { situations } from './material.ts'

describeEveryWrite(situations.updating, 21)
describeEveryWrite(situations.rollingFirst, 15)
describeEveryWrite(situations.rollingNext, 23)

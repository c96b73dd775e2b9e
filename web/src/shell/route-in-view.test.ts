import { expect, it } from 'vitest'
import { areas } from './areas.ts'
import { routeInView } from './route-in-view.ts'
import { sessionArea } from './session-area.ts'

const everything = [...areas, sessionArea]
const pathOf = (address: string) => routeInView(everything, address)?.path

it.each([
  ['/w/acme/portfolio', '/portfolio'],
  ['/w/acme/accounts', '/accounts'],
  ['/w/acme/accounts/42', '/accounts/$accountId'],
  ['/w/acme/accounts/42/lines', '/accounts/$accountId/lines'],
  ['/sign-in', '/sign-in'],
  ['/invitation/abc', '/invitation/$code'],
])('the code of %s can be fetched before anybody answers', (address, path) => {
  expect(pathOf(address)).toBe(path)
})

it.each(['/', '/w/acme', '/w/acme/', '/w/acme/nowhere', '/w/acme/accounts/42/lines/more'])(
  'nothing is fetched ahead for %s',
  (address) => {
    expect(pathOf(address)).toBeUndefined()
  },
)

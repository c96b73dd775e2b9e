import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

afterEach(cleanup)

/** jsdom has no layout: virtual lists would believe they are zero pixels high and draw nothing. */
const WIDTH = 1200
const HEIGHT = 660

class SilentObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return []
  }
}

function matchMedia(query: string): MediaQueryList {
  return {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => false,
  }
}

for (const [property, pixels] of Object.entries({
  offsetWidth: WIDTH,
  offsetHeight: HEIGHT,
  clientWidth: WIDTH,
  clientHeight: HEIGHT,
})) {
  Object.defineProperty(HTMLElement.prototype, property, { configurable: true, get: () => pixels })
}
Object.defineProperty(window, 'matchMedia', { configurable: true, writable: true, value: matchMedia })
Object.defineProperty(window, 'scrollTo', { configurable: true, writable: true, value: () => {} })
HTMLElement.prototype.scrollIntoView = () => {}
HTMLElement.prototype.scrollTo = () => {}
vi.stubGlobal('ResizeObserver', SilentObserver)
vi.stubGlobal('IntersectionObserver', SilentObserver)

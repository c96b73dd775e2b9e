import { Notifications } from '@mantine/notifications'

/** Where notices appear. A file of its own, so that it can come after the first page is drawn. */
export function Notices() {
  return <Notifications position="bottom-right" />
}

import { Client } from 'pg'

export type ConnectionTarget = {
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** The address of a database on this machine; traffic stays on loopback, so no TLS. */
export function connectionUrl({ port, user, password, database }: ConnectionTarget): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?sslmode=disable`
}

/** One short-lived connection. */
export async function withConnection<T>(target: ConnectionTarget, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: connectionUrl(target),
    connectionTimeoutMillis: 5_000,
    application_name: 'mainstay-embedded',
  })
  // Without a listener an error of an idle connection would end the whole program.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

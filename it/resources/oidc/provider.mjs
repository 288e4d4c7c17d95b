// A real OpenID provider, in memory: node provider.mjs <configuration as JSON>. Ends when its standard input does.
import Provider from 'oidc-provider'

const { port, issuer, jwks, clients, audience } = JSON.parse(process.argv[2])
const DAY = 24 * 60 * 60

const accounts = {
  ada: { name: 'Ada Lovelace', groups: ['berth-admins'] },
  grace: { name: 'Grace Hopper', groups: [] },
}

const provider = new Provider(issuer, {
  jwks,
  clients,
  cookies: { keys: ['of a test'] },
  scopes: ['openid', 'profile', 'groups'],
  claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
  ttl: { AccessToken: DAY, AuthorizationCode: 600, ClientCredentials: DAY, Grant: DAY, IdToken: DAY, Interaction: 3600, Session: DAY },
  findAccount: (ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts[sub] }) }),
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (ctx, resource) => ({ scope: '', audience: resource, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
    },
  },
})

process.stdin.resume().on('end', () => process.exit())
provider.listen(port, '127.0.0.1', () => console.log('ready'))

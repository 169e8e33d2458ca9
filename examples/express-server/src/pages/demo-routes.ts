import express, { type RequestHandler } from 'express';
import { SignJWT } from 'jose';
import { demoAccount } from '../demo-account.ts';
import { demoPage } from './demo-page.ts';
import { isOwnPage } from './own-page.ts';

/** A shop at `/demo`: a page with the customer chat, and the shop's backend that vouches for its customer. */
export function demoRoutes(): RequestHandler {
  const router = express.Router();
  const { chat } = demoAccount;
  router.get('/demo', (_request, response) => {
    response
      .set('cache-control', 'no-store')
      .type('html')
      .send(demoPage({ chatInboxId: chat.inboxId }));
  });
  router.post('/demo/token', async (request, response) => {
    if (!isOwnPage(request)) {
      response.status(403).type('text').send("Only this server's own pages may do that.");
      return;
    }
    const token = await new SignJWT({
      name: 'Sara Kaplan',
      email: 'sara@customer.example',
      email_verified: true,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(chat.issuer)
      .setAudience(chat.audience)
      .setSubject('customer-4711')
      .setIssuedAt()
      .setExpirationTime('10m')
      .setJti(crypto.randomUUID())
      .sign(new TextEncoder().encode(chat.tokenSecret));
    response.set('cache-control', 'no-store').type('text').send(token);
  });
  return router;
}

import { openTestSite } from '../../site';

test('opens quickly enough for every test to have its own', async () => {
  const first = await openTestSite();
  await first.close();
  const before = performance.now();
  const site = await openTestSite();
  const took = performance.now() - before;
  await site.close();
  expect(took).toBeLessThan(400);
});

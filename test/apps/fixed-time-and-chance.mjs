// Some constructs make names of the time and of chance, and so does the CDK with its tokens. Two syntheses must come to the same.
const now = Date.parse('2026-11-01T00:00:00Z');
Date.now = () => now;
Date.prototype.getTime = () => now;
let chance = 0;
Math.random = () => (chance = (chance + 0.37) % 1);

// Exact arithmetic over float32 prices: everything is an integer number of units of 2^-40.
'use strict';

const UNIT_BITS = 40n;
const bits = new DataView(new ArrayBuffer(4));

function unitsOf(price) {
  bits.setFloat32(0, price);
  const raw = bits.getUint32(0);
  const exponent = (raw >>> 23) & 0xff;
  const fraction = BigInt(raw & 0x7fffff);
  if (exponent === 0 || exponent === 0xff) throw new Error(`${price} is no price`);
  const shift = BigInt(exponent) - 150n + UNIT_BITS;
  const mantissa = fraction | 0x800000n;
  const size = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  if (shift < 0n && (size << -shift) !== mantissa) throw new Error(`${price} is finer than 2^-40`);
  return raw >>> 31 ? -size : size;
}

// The double nearest to sum / count, rounded once, half to even.
function averageOf(units, count) {
  if (units <= 0n) throw new Error('an average of prices is above 0');
  let numerator = units;
  let denominator = BigInt(count) << UNIT_BITS;
  let scale = 0;
  while (numerator < denominator << 52n) { numerator <<= 1n; scale--; }
  while (numerator >= denominator << 53n) { denominator <<= 1n; scale++; }
  let quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) quotient++;
  return Number(quotient) * 2 ** scale;
}

function decimalOf(units) {
  const whole = units >> UNIT_BITS;
  const rest = units - (whole << UNIT_BITS);
  if (rest === 0n) return `${whole}`;
  // 2^-40 has 40 decimal places: rest * 10^40 / 2^40 = rest * 5^40.
  return `${whole}.${(rest * 5n ** UNIT_BITS).toString().padStart(40, '0').replace(/0+$/, '')}`;
}

// The shortest decimal that is this float32, as a number.
function shortest(price) {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(price.toPrecision(digits));
    if (Math.fround(short) === price) return short;
  }
  return Number(price.toPrecision(9));
}

exports.unitsOf = unitsOf;
exports.averageOf = averageOf;
exports.decimalOf = decimalOf;

exports.Statistics = class {
  count = 0;
  units = 0n;
  min = Infinity;
  max = -Infinity;

  add(price) {
    this.count++;
    this.units += unitsOf(price);
    if (price < this.min) this.min = price;
    if (price > this.max) this.max = price;
  }

  toJSON() {
    return {
      count: this.count,
      sum: decimalOf(this.units),
      average: this.count === 0 ? null : averageOf(this.units, this.count),
      min: this.count === 0 ? null : shortest(this.min),
      max: this.count === 0 ? null : shortest(this.max),
    };
  }
};

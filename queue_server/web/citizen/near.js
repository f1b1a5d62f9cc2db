/** Whether this phone is at the hall: worked out here, so that nobody else learns where it is. */

/** @typedef {{latitude: number, longitude: number, within_m: number}} Place */

const EARTH_M = 6_371_000;
const ASK = { enableHighAccuracy: true, timeout: 10_000, maximumAge: 0 };
/** A position is only so exact; this much of its own doubt is given to the holder. */
const MOST_DOUBT_M = 200;

/** @param {Place} place @returns {Promise<boolean>} false as well where the phone does not say */
export function isNear(place) {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(distance_m(coords, place) <= place.within_m + Math.min(coords.accuracy, MOST_DOUBT_M)),
      () => resolve(false),
      ASK,
    );
  });
}

/** Along the ground (haversine). @param {{latitude: number, longitude: number}} a @param {{latitude: number, longitude: number}} b */
export function distance_m(a, b) {
  const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;
  const across = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const along = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const share = across + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * along;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(share)));
}

// Vectors of LANES floats (8 for AVX2, 16 for AVX-512) by the compilers' vector extension, and what every style needs of them.
#pragma once
#include <cmath>
#include <cstring>
#include <immintrin.h>

#define INLINE __attribute__((always_inline)) inline
#define NOINLINE __attribute__((noinline))
#define ALIGNED alignas(64)

typedef float vec __attribute__((vector_size(4 * LANES)));
typedef int ivec __attribute__((vector_size(4 * LANES)));

constexpr int padded(int n) { return (n + LANES - 1) / LANES * LANES; }

INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec v) { *(vec *)p = v; }
INLINE vec all(float x) { return vec{} + x; }

INLINE float sum(vec v)
{
#if LANES == 16
    return _mm512_reduce_add_ps((__m512)v);
#else
    __m128 s = _mm_add_ps(_mm256_castps256_ps128((__m256)v), _mm256_extractf128_ps((__m256)v, 1));
    s = _mm_add_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
#endif
}

// e^x to about 2e-7, by 2^n e^r with |r| <= ln 2 / 2 (the polynomial is that of Cephes' expf).
INLINE vec exponential(vec x)
{
    vec lowest = all(-87.f), highest = all(88.f);
    x = x < lowest ? lowest : x;
    x = x > highest ? highest : x;

    // Adding 1.5 * 2^23 rounds to an integer; the barrier keeps -ffast-math from folding the two steps into none.
    vec rounded = x * 1.44269504f + 12582912.f;
    asm volatile("" : "+v"(rounded));
    vec n = rounded - 12582912.f;

    vec r = x - n * 0.693359375f + n * 2.12194440e-4f;
    vec p = all(1.9875691500e-4f);
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.f;
    return (vec)((ivec)p + (__builtin_convertvector(n, ivec) << 23));
}

struct Identity
{
    static INLINE float value(float u) { return u; }
};

struct ReLU
{
    static INLINE float value(float u) { return u > 0 ? u : 0; }
    static INLINE vec value(vec u) { return u > 0 ? u : vec{}; }
    static INLINE float backward(float y, float dy) { return y > 0 ? dy : 0; }
    static INLINE vec backward(vec y, vec dy) { return y > 0 ? dy : vec{}; }
};

struct Sigmoid
{
    static INLINE float value(float u) { return 1.f / (1.f + expf(-u)); }
    static INLINE vec value(vec u) { return 1.f / (1.f + exponential(-u)); }
    template <class T> static INLINE T backward(T y, T dy) { return dy * y * (1.f - y); }
};

template <class Activation, int N> INLINE void activate(float *u)
{
    for (int i = 0; i < N; i++)
        u[i] = Activation::value(u[i]);
}

template <int N> INLINE void softmax(float *u)
{
    float highest = u[0], total = 0;
    for (int i = 1; i < N; i++)
        highest = u[i] > highest ? u[i] : highest;
    for (int i = 0; i < N; i++) {
        u[i] = expf(u[i] - highest);
        total += u[i];
    }
    float scale = 1.f / total;
    for (int i = 0; i < N; i++)
        u[i] *= scale;
}

// GRU 1-8-1 and LSTM 1-16-1, step by step, units across lanes: the rows of all gates side by side, each state's value times a
// row of them, two sums for every gate so that one does not wait for the other, then all gates in vectors. Several styles: the
// state as numbers in memory or as vectors in registers from step to step; tanh by the
// exponential, to 1e-7, or as a quotient of polynomials, to 3e-7 of the result.
#pragma once
#include "vectors.h"

namespace recurrent
{
// Vectors as long as the units fill, at most LANES.
template <int Width> struct Vectors
{
    typedef float vec __attribute__((vector_size(4 * Width)));
    typedef int ivec __attribute__((vector_size(4 * Width)));

    static INLINE vec load(const float *p) { return *(const vec *)p; }
    static INLINE void store(float *p, vec v) { *(vec *)p = v; }
    static INLINE vec all(float x) { return vec{} + x; }

    static INLINE vec lane(vec v, int k) { return all(((const float *)&v)[k]); }
    static INLINE vec least(vec a, vec b) { return a < b ? a : b; }
    static INLINE vec most(vec a, vec b) { return a > b ? a : b; }

    // As in vectors.h, and the polynomial in pairs of terms, whose chain is shorter.
    static INLINE vec exponential(vec x)
    {
        x = most(least(x, all(88.f)), all(-87.f));
        vec rounded = x * 1.44269504f + 12582912.f;
        asm volatile("" : "+v"(rounded));
        vec n = rounded - 12582912.f;
        vec r = x - n * 0.693359375f + n * 2.12194440e-4f;
        vec r2 = r * r;
        vec low = r * 1.6666665459e-1f + 5.0000001201e-1f, mid = r * 8.3334519073e-3f + 4.1665795894e-2f, high = r * 1.9875691500e-4f + 1.3981999507e-3f;
        vec p = ((high * r2 + mid) * r2 + low) * r2 + (r + 1.f);
        return (vec)((ivec)p + (((ivec)rounded) << 23));
    }

    static INLINE vec sigmoid(vec u) { return 1.f / (1.f + exponential(-u)); }
};

struct Exponential
{
    template <class V> static INLINE typename V::vec tanh(typename V::vec u) { return 1.f - 2.f / (1.f + V::exponential(u + u)); }
};

// x P(x^2) / Q(x^2).
struct Quotient
{
    template <class V> static INLINE typename V::vec tanh(typename V::vec u)
    {
        typename V::vec x = V::most(V::least(u, V::all(8.0698f)), V::all(-8.0698f)), x2 = x * x, x4 = x2 * x2;
        typename V::vec p = ((x4 * 1.4148226e-08f + (x2 * 2.1172067e-05f + 0.003529535f)) * x4 + (x2 * 0.13409558f + 1.f)) * x;
        typename V::vec q = (x4 * 8.09818e-07f + (x2 * 0.00033413107f + 0.026005954f)) * x4 + (x2 * 0.46742883f + 1.f);
        return p / q;
    }
};

// What both networks share: Gates x Units sums, and a dense layer with one output behind the units.
template <int Gates, int Units> struct Network
{
    static constexpr int Width = Units < LANES ? Units : LANES, Count = Units / Width, Sums = Gates * Count;
    using V = Vectors<Width>;
    using vec = typename V::vec;

    ALIGNED float fromInput[Gates * Units], fromState[Units][Gates * Units], bias[Gates * Units], apart[Gates * Units], out[Units];
    float outBias;

    // PyTorch's order: weight_ih, weight_hh, bias_ih, bias_hh, weight, bias. The last gate's second bias stays apart for the GRU.
    void set(const float *parameters, bool takesLastApart)
    {
        const int rows = Gates * Units;
        const float *inputs = parameters, *states = inputs + rows, *first = states + rows * Units, *second = first + rows, *dense = second + rows;
        for (int row = 0; row < rows; row++) {
            bool isApart = takesLastApart && row >= rows - Units;
            fromInput[row] = inputs[row];
            bias[row] = isApart ? first[row] : first[row] + second[row];
            apart[row] = isApart ? second[row] : 0;
            for (int k = 0; k < Units; k++)
                fromState[k][row] = states[row * Units + k];
        }
        memcpy(out, dense, sizeof out);
        outBias = dense[Units];
    }

    // Adds U h, in two chains for every sum.
    template <class Element> INLINE void addStates(vec *sums, Element element) const
    {
        vec others[Sums] = {};
#pragma GCC unroll 16
        for (int k = 0; k < Units / 2; k++) {
            vec a = element(k), b = element(k + Units / 2);
#pragma GCC unroll 8
            for (int i = 0; i < Sums; i++) {
                sums[i] += a * V::load(fromState[k] + i * Width);
                others[i] += b * V::load(fromState[k + Units / 2] + i * Width);
            }
        }
#pragma GCC unroll 8
        for (int i = 0; i < Sums; i++)
            sums[i] += others[i];
    }

    INLINE float output(const vec *h) const
    {
        vec products = h[0] * V::load(out);
        for (int i = 1; i < Count; i++)
            products += h[i] * V::load(out + i * Width);
        if constexpr (Width == LANES)
            return sum((::vec)products) + outBias;
        else
            return _mm_cvtss_f32(half(products)) + outBias;
    }

    static INLINE __m128 half(__m256 v)
    {
        __m128 s = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
        s = _mm_add_ps(s, _mm_movehl_ps(s, s));
        return _mm_add_ss(s, _mm_movehdup_ps(s));
    }
};

template <class Tanh> struct Gru : Network<3, 8>
{
    struct State { ALIGNED float h[8]; };

    template <class Element> INLINE void step(const float *x, vec &h, Element element) const
    {
        vec input = V::all(*x), sums[3], own;
        for (int i = 0; i < 2; i++)
            sums[i] = input * V::load(fromInput + i * 8) + V::load(bias + i * 8);
        own = input * V::load(fromInput + 16) + V::load(bias + 16);
        sums[2] = V::load(apart + 16);
        addStates(sums, element);
        vec reset = V::sigmoid(sums[0]), update = V::sigmoid(sums[1]), candidate = Tanh::template tanh<V>(reset * sums[2] + own);
        h = update * (h - candidate) + candidate;
    }

    INLINE float inMemory(State &state, const float *x) const
    {
        vec h = V::load(state.h);
        step(x, h, [&](int k) { return V::all(state.h[k]); });
        V::store(state.h, h);
        return output(&h);
    }

    INLINE float inRegisters(State &state, const float *x) const
    {
        vec h = V::load(state.h), before = h;
        step(x, h, [&](int k) { return V::lane(before, k); });
        V::store(state.h, h);
        return output(&h);
    }
};

template <class Tanh> struct Lstm : Network<4, 16>
{
    struct State { ALIGNED float h[16], c[16]; };

    template <class Element> INLINE float step(State &state, const float *x, Element element) const
    {
        vec input = V::all(*x), sums[Sums], h[Count];
        for (int i = 0; i < Sums; i++)
            sums[i] = input * V::load(fromInput + i * Width) + V::load(bias + i * Width);
        addStates(sums, element);
#pragma GCC unroll 2
        for (int i = 0; i < Count; i++) {
            vec in = V::sigmoid(sums[i]), forget = V::sigmoid(sums[Count + i]), candidate = Tanh::template tanh<V>(sums[2 * Count + i]);
            vec c = forget * V::load(state.c + i * Width) + in * candidate;
            V::store(state.c + i * Width, c);
            h[i] = V::sigmoid(sums[3 * Count + i]) * Tanh::template tanh<V>(c);
            V::store(state.h + i * Width, h[i]);
        }
        return output(h);
    }

    INLINE float inMemory(State &state, const float *x) const
    {
        return step(state, x, [&](int k) { return V::all(state.h[k]); });
    }

    INLINE float inRegisters(State &state, const float *x) const
    {
        vec before[Count];
        for (int i = 0; i < Count; i++)
            before[i] = V::load(state.h + i * Width);
        return step(state, x, [&](int k) { return V::lane(before[k / Width], k % Width); });
    }
};

// A style: one call for each step, and one call for many.
struct Style
{
    const char *network, *name;
    void (*load)(const float *parameters);
    void (*steps)(const float *x, float *y, long count);
    void (*run)(const float *x, float *y, long count);
};

template <class Network, bool IsGru, bool InRegisters> struct Streamed
{
    static inline Network network;
    static inline typename Network::State state;

    static INLINE float next(const float *x)
    {
        if constexpr (InRegisters)
            return network.inRegisters(state, x);
        else
            return network.inMemory(state, x);
    }

    static NOINLINE void step(const float *x, float *y) { *y = next(x); }

    static void load(const float *parameters)
    {
        network.set(parameters, IsGru);
        state = {};
    }

    static void steps(const float *x, float *y, long count)
    {
        for (long i = 0; i < count; i++) {
            step(x + i, y + i);
            asm volatile("" ::: "memory");
        }
    }

    static void run(const float *x, float *y, long count)
    {
        for (long i = 0; i < count; i++)
            y[i] = next(x + i);
    }
};

#define RECURRENT(name, text, network, isGru, inRegisters) \
    { name, text, Streamed<network, isGru, inRegisters>::load, Streamed<network, isGru, inRegisters>::steps, Streamed<network, isGru, inRegisters>::run }

static const Style styles[] = {
    RECURRENT("1-8gru-1", "state in memory, tanh by the exponential", Gru<Exponential>, true, false),
    RECURRENT("1-8gru-1", "state in memory, tanh as a quotient", Gru<Quotient>, true, false),
    RECURRENT("1-8gru-1", "state in registers, tanh by the exponential", Gru<Exponential>, true, true),
    RECURRENT("1-8gru-1", "state in registers, tanh as a quotient", Gru<Quotient>, true, true),
    RECURRENT("1-16lstm-1", "state in memory, tanh by the exponential", Lstm<Exponential>, false, false),
    RECURRENT("1-16lstm-1", "state in memory, tanh as a quotient", Lstm<Quotient>, false, false),
    RECURRENT("1-16lstm-1", "state in registers, tanh by the exponential", Lstm<Exponential>, false, true),
    RECURRENT("1-16lstm-1", "state in registers, tanh as a quotient", Lstm<Quotient>, false, true),
};
}

extern "C" __attribute__((visibility("default"))) const recurrent::Style *streams(int *count)
{
    *count = sizeof recurrent::styles / sizeof *recurrent::styles;
    return recurrent::styles;
}

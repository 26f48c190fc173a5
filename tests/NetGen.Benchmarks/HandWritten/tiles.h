// Register-tiled matrix products over a whole batch, for wide networks. Rows are padded to whole vectors.
#pragma once
#include "vectors.h"

// C = bias + A B, or C += scale A B: Rows x Vectors accumulators stay in registers over all of k. An element of A lies at
// a[row * rowStep + k * kStep], so that A may be a transposed matrix.
template <bool Add, int Rows, int Vectors>
INLINE void tile(int k, const float *__restrict a, int rowStep, int kStep, const float *__restrict b, int bStep,
                 float *__restrict c, int cStep, const float *bias, float scale)
{
    vec s[Rows][Vectors];
    for (int r = 0; r < Rows; r++)
        for (int v = 0; v < Vectors; v++)
            s[r][v] = bias ? load(bias + v * LANES) : vec{};
    for (int i = 0; i < k; i++) {
        vec row[Vectors];
        for (int v = 0; v < Vectors; v++)
            row[v] = load(b + (long)i * bStep + v * LANES);
        for (int r = 0; r < Rows; r++) {
            float x = a[r * rowStep + i * kStep];
            for (int v = 0; v < Vectors; v++)
                s[r][v] += x * row[v];
        }
    }
    for (int r = 0; r < Rows; r++)
        for (int v = 0; v < Vectors; v++) {
            float *p = c + r * cStep + v * LANES;
            store(p, Add ? load(p) + scale * s[r][v] : s[r][v]);
        }
}

template <bool Add, int Vectors>
INLINE void column(int rows, int k, const float *a, int rowStep, int kStep, const float *b, int bStep, float *c, int cStep,
                   const float *bias, float scale)
{
    constexpr int Rows = Vectors >= 4 ? 6 : 8;
    int r = 0;
    for (; r + Rows <= rows; r += Rows)
        tile<Add, Rows, Vectors>(k, a + r * rowStep, rowStep, kStep, b, bStep, c + r * cStep, cStep, bias, scale);
    for (; r + 2 <= rows; r += 2)
        tile<Add, 2, Vectors>(k, a + r * rowStep, rowStep, kStep, b, bStep, c + r * cStep, cStep, bias, scale);
    for (; r < rows; r++)
        tile<Add, 1, Vectors>(k, a + r * rowStep, rowStep, kStep, b, bStep, c + r * cStep, cStep, bias, scale);
}

template <bool Add, int Width>
INLINE void product(int rows, int k, const float *a, int rowStep, int kStep, const float *b, float *c, const float *bias, float scale)
{
    constexpr int Vectors = Width / LANES, Wide = Vectors >= 4 ? 4 : Vectors;
    int v = 0;
    for (; v + Wide <= Vectors; v += Wide)
        column<Add, Wide>(rows, k, a, rowStep, kStep, b + v * LANES, Width, c + v * LANES, Width, bias ? bias + v * LANES : nullptr, scale);
    if constexpr (Vectors % Wide != 0)
        for (; v < Vectors; v++)
            column<Add, 1>(rows, k, a, rowStep, kStep, b + v * LANES, Width, c + v * LANES, Width, bias ? bias + v * LANES : nullptr, scale);
}

constexpr int MaxBatch = 128;

template <int In, int Out> struct TileLayer
{
    static constexpr int PIn = padded(In), POut = padded(Out);
    ALIGNED float w[In][POut], b[POut];
    ALIGNED float transposed[Out][PIn];
    ALIGNED float y[MaxBatch][POut], d[MaxBatch][POut];

    void set(const float *p)
    {
        for (int o = 0; o < Out; o++)
            for (int i = 0; i < In; i++)
                w[i][o] = p[o * In + i];
        memcpy(b, p + In * Out, Out * sizeof(float));
    }

    void get(float *p) const
    {
        for (int o = 0; o < Out; o++)
            for (int i = 0; i < In; i++)
                p[o * In + i] = w[i][o];
        memcpy(p + In * Out, b, Out * sizeof(float));
    }

    INLINE void forward(int batch, const float *__restrict x, int xStep)
    {
        product<false, POut>(batch, In, x, xStep, 1, &w[0][0], &y[0][0], b, 1);
    }

    INLINE void backward(int batch, const float *dy, float *dx)
    {
        for (int o = 0; o < Out; o++)
            for (int i = 0; i < In; i++)
                transposed[o][i] = w[i][o];
        product<false, PIn>(batch, Out, dy, POut, 1, &transposed[0][0], dx, nullptr, 1);
    }

    INLINE void step(int batch, const float *__restrict x, int xStep, const float *dy, float rate)
    {
        product<true, POut>(In, batch, x, 1, xStep, dy, &w[0][0], nullptr, -rate);
        for (int n = 0; n < batch; n++)
            for (int o = 0; o < POut; o++)
                b[o] -= rate * dy[n * POut + o];
    }
};

template <template <int, int> class Layer, class Activation, int In, int... Outs> struct LayersOf;

// Plain descent.
template <class Activation, int In, int... Outs> using Tiles = LayersOf<TileLayer, Activation, In, Outs...>;

template <template <int, int> class Layer, class Activation, int In, int Out, int... Rest> struct LayersOf<Layer, Activation, In, Out, Rest...>
{
    Layer<In, Out> layer;
    LayersOf<Layer, Activation, Out, Rest...> rest;

    void set(const float *p)
    {
        layer.set(p);
        rest.set(p + (In + 1) * Out);
    }

    void get(float *p) const
    {
        layer.get(p);
        rest.get(p + (In + 1) * Out);
    }

    INLINE void hidden(int batch, const float *__restrict x, int xStep)
    {
        layer.forward(batch, x, xStep);
        for (int n = 0; n < batch; n++)
            activate<Activation, Out>(layer.y[n]);
    }

    INLINE void forward(int batch, const float *__restrict x, int xStep, float *__restrict y)
    {
        hidden(batch, x, xStep);
        rest.forward(batch, &layer.y[0][0], padded(Out), y);
    }

    template <bool First> INLINE void train(int batch, const float *__restrict x, int xStep, const int *labels, float rate, float *dx)
    {
        hidden(batch, x, xStep);
        rest.template train<false>(batch, &layer.y[0][0], padded(Out), labels, rate, &layer.d[0][0]);
        for (int n = 0; n < batch; n++)
            for (int o = 0; o < Out; o++)
                layer.d[n][o] = Activation::backward(layer.y[n][o], layer.d[n][o]);
        if (!First)
            layer.backward(batch, &layer.d[0][0], dx);
        layer.step(batch, x, xStep, &layer.d[0][0], rate);
    }

    template <int Batch> INLINE void train(const float *__restrict x, const int *__restrict labels, float rate)
    {
        train<true>(Batch, x, In, labels, rate / Batch, nullptr);
    }
};

template <template <int, int> class Layer, class Activation, int In, int Out> struct LayersOf<Layer, Activation, In, Out>
{
    Layer<In, Out> layer;

    void set(const float *p) { layer.set(p); }
    void get(float *p) const { layer.get(p); }

    INLINE void forward(int batch, const float *__restrict x, int xStep, float *__restrict y)
    {
        layer.forward(batch, x, xStep);
        for (int n = 0; n < batch; n++)
            softmax<Out>(layer.y[n]);
        for (int n = 0; n < batch; n++)
            for (int o = 0; o < Out; o++)
                y[n * Out + o] = layer.y[n][o];
    }

    template <bool First> INLINE void train(int batch, const float *__restrict x, int xStep, const int *labels, float rate, float *dx)
    {
        layer.forward(batch, x, xStep);
        for (int n = 0; n < batch; n++)
            softmax<Out>(layer.y[n]);
        for (int n = 0; n < batch; n++)
            layer.y[n][labels[n]] -= 1.f;
        if (!First)
            layer.backward(batch, &layer.y[0][0], dx);
        layer.step(batch, x, xStep, &layer.y[0][0], rate);
    }
};

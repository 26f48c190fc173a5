// Networks that take one sample after another, in three layouts of a layer. A network is a chain: a layer, then the rest.
#pragma once
#include "vectors.h"

// Weights [out][in]: one dot product per unit.
template <int In, int Out> struct DotLayer
{
    ALIGNED float w[Out][In];
    ALIGNED float b[Out];

    void set(const float *weights, const float *biases)
    {
        memcpy(w, weights, sizeof w);
        memcpy(b, biases, sizeof b);
    }

    INLINE void forward(const float *__restrict x, float *__restrict y) const
    {
        for (int o = 0; o < Out; o++) {
            float s = 0;
            for (int i = 0; i < In; i++)
                s += x[i] * w[o][i];
            y[o] = s + b[o];
        }
    }
};

// Weights [in][out]: each input adds its row of weights to all units.
template <int In, int Out> struct AxpyLayer
{
    ALIGNED float w[In][Out];
    ALIGNED float b[Out];

    void set(const float *weights, const float *biases)
    {
        for (int o = 0; o < Out; o++)
            for (int i = 0; i < In; i++)
                w[i][o] = weights[o * In + i];
        memcpy(b, biases, sizeof b);
    }

    INLINE void forward(const float *__restrict x, float *__restrict y) const
    {
        for (int o = 0; o < Out; o++)
            y[o] = b[o];
        for (int i = 0; i < In; i++)
            for (int o = 0; o < Out; o++)
                y[o] += x[i] * w[i][o];
    }
};

// Weights [in][out padded]: panels of vectors of units stay in registers, with split sums where a panel is too narrow to hide
// the latency of the multiply-add.
template <int In, int Out> struct PanelLayer
{
    static constexpr int Vectors = padded(Out) / LANES;
    ALIGNED float w[In][padded(Out)];
    ALIGNED float b[padded(Out)];

    void set(const float *weights, const float *biases)
    {
        for (int o = 0; o < Out; o++)
            for (int i = 0; i < In; i++)
                w[i][o] = weights[o * In + i];
        memcpy(b, biases, Out * sizeof(float));
    }

    template <int Width, int Splits> INLINE void panel(const float *__restrict x, float *__restrict y, int first) const
    {
        vec s[Splits][Width];
        for (int v = 0; v < Width; v++) {
            s[0][v] = load(&b[(first + v) * LANES]);
            for (int p = 1; p < Splits; p++)
                s[p][v] = vec{};
        }
        int i = 0;
        for (; i + Splits <= In; i += Splits)
            for (int p = 0; p < Splits; p++)
                for (int v = 0; v < Width; v++)
                    s[p][v] += x[i + p] * load(&w[i + p][(first + v) * LANES]);
        for (; i < In; i++)
            for (int v = 0; v < Width; v++)
                s[0][v] += x[i] * load(&w[i][(first + v) * LANES]);
        for (int p = 1; p < Splits; p++)
            for (int v = 0; v < Width; v++)
                s[0][v] += s[p][v];
        for (int v = 0; v < Width; v++)
            store(&y[(first + v) * LANES], s[0][v]);
    }

    INLINE void forward(const float *__restrict x, float *__restrict y) const
    {
        constexpr int Width = Vectors >= 8 ? 8 : Vectors >= 4 ? 4 : Vectors;
        constexpr int Splits = Width >= 8 ? 1 : Width >= 4 ? 2 : In < 16 ? 1 : Width >= 2 ? 4 : 8;
        int v = 0;
        for (; v + Width <= Vectors; v += Width)
            panel<Width, Splits>(x, y, v);
        if constexpr (Vectors % Width != 0)
            for (; v < Vectors; v++)
                panel<1, 4>(x, y, v);
    }
};

template <template <int, int> class Layer, class Activation, int In, int Out, int... Rest> struct Chain
{
    Layer<In, Out> layer;
    Chain<Layer, Activation, Out, Rest...> rest;

    void set(const float *p)
    {
        layer.set(p, p + In * Out);
        rest.set(p + (In + 1) * Out);
    }

    INLINE void forward(const float *__restrict x, float *__restrict y) const
    {
        ALIGNED float h[padded(Out)];
        layer.forward(x, h);
        activate<Activation, Out>(h);
        rest.forward(h, y);
    }
};

template <template <int, int> class Layer, class Activation, int In, int Out> struct Chain<Layer, Activation, In, Out>
{
    Layer<In, Out> layer;

    void set(const float *p) { layer.set(p, p + In * Out); }

    INLINE void forward(const float *__restrict x, float *__restrict y) const
    {
        ALIGNED float u[padded(Out)];
        layer.forward(x, u);
        softmax<Out>(u);
        for (int o = 0; o < Out; o++)
            y[o] = u[o];
    }
};

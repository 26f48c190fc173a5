// Samples across lanes, for networks so small that their units would not fill a vector: everything stays in vectors of LANES
// samples, and only a gradient is ever summed across lanes, once a step.
#pragma once
#include "vectors.h"

template <class Activation, int In, int... Outs> struct Lanes;

template <int In, int Out> struct LaneGradient
{
    vec w[Out][In], b[Out];
};

template <int In, int Out> struct LaneLayer
{
    float w[Out][In], b[Out];

    void set(const float *p)
    {
        memcpy(w, p, sizeof w);
        memcpy(b, p + In * Out, sizeof b);
    }

    void get(float *p) const
    {
        memcpy(p, w, sizeof w);
        memcpy(p + In * Out, b, sizeof b);
    }

    INLINE vec unit(const vec *x, int o) const
    {
        vec s = all(b[o]);
        for (int i = 0; i < In; i++)
            s += x[i] * w[o][i];
        return s;
    }

    INLINE void backward(const vec *dy, vec *dx) const
    {
        for (int i = 0; i < In; i++) {
            dx[i] = vec{};
            for (int o = 0; o < Out; o++)
                dx[i] += dy[o] * w[o][i];
        }
    }

    INLINE void step(const LaneGradient<In, Out> &g, float rate)
    {
        for (int o = 0; o < Out; o++) {
            for (int i = 0; i < In; i++)
                w[o][i] -= rate * sum(g.w[o][i]);
            b[o] -= rate * sum(g.b[o]);
        }
    }
};

template <bool Start, int In, int Out> INLINE void accumulate(LaneGradient<In, Out> &g, const vec *x, const vec *dy)
{
    for (int o = 0; o < Out; o++) {
        for (int i = 0; i < In; i++)
            g.w[o][i] = Start ? dy[o] * x[i] : g.w[o][i] + dy[o] * x[i];
        g.b[o] = Start ? dy[o] : g.b[o] + dy[o];
    }
}

template <class Activation, int In, int Out, int... Rest> struct Lanes<Activation, In, Out, Rest...>
{
    LaneLayer<In, Out> layer;
    Lanes<Activation, Out, Rest...> rest;

    struct Gradient
    {
        LaneGradient<In, Out> layer;
        typename Lanes<Activation, Out, Rest...>::Gradient rest;
    };

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

    static INLINE void gather(const float *__restrict x, vec *lanes)
    {
        for (int i = 0; i < In; i++)
            for (int l = 0; l < LANES; l++)
                lanes[i][l] = x[l * In + i];
    }

    INLINE void forward(const vec *x, vec *y) const
    {
        vec h[Out];
        for (int o = 0; o < Out; o++)
            h[o] = Activation::value(layer.unit(x, o));
        rest.forward(h, y);
    }

    template <int Batch, int Outputs> INLINE void forward(const float *__restrict x, float *__restrict y) const
    {
        for (int n = 0; n < Batch; n += LANES) {
            vec inputs[In], outputs[Outputs];
            gather(x + n * In, inputs);
            forward(inputs, outputs);
            for (int l = 0; l < LANES; l++)
                for (int o = 0; o < Outputs; o++)
                    y[(n + l) * Outputs + o] = outputs[o][l];
        }
    }

    template <bool Start, bool First> INLINE void block(const vec *x, ivec labels, Gradient &gradient, vec *dx) const
    {
        vec h[Out], d[Out];
        for (int o = 0; o < Out; o++)
            h[o] = Activation::value(layer.unit(x, o));
        rest.template block<Start, false>(h, labels, gradient.rest, d);
        for (int o = 0; o < Out; o++)
            d[o] = Activation::backward(h[o], d[o]);
        if (!First)
            layer.backward(d, dx);
        accumulate<Start>(gradient.layer, x, d);
    }

    template <bool Start> INLINE void samples(const float *__restrict x, const int *__restrict labels, Gradient &gradient) const
    {
        vec inputs[In];
        ivec classes;
        gather(x, inputs);
        memcpy(&classes, labels, sizeof classes);
        block<Start, true>(inputs, classes, gradient, nullptr);
    }

    INLINE void step(const Gradient &gradient, float rate)
    {
        layer.step(gradient.layer, rate);
        rest.step(gradient.rest, rate);
    }

    template <int Batch> INLINE void train(const float *__restrict x, const int *__restrict labels, float rate)
    {
        Gradient gradient;
        samples<true>(x, labels, gradient);
        for (int n = LANES; n < Batch; n += LANES)
            samples<false>(x + n * In, labels + n, gradient);
        step(gradient, rate / Batch);
    }
};

template <class Activation, int In, int Out> struct Lanes<Activation, In, Out>
{
    LaneLayer<In, Out> layer;

    struct Gradient
    {
        LaneGradient<In, Out> layer;
    };

    void set(const float *p) { layer.set(p); }
    void get(float *p) const { layer.get(p); }
    INLINE void step(const Gradient &gradient, float rate) { layer.step(gradient.layer, rate); }

    INLINE void forward(const vec *x, vec *y) const
    {
        vec highest = all(-3e38f), total = vec{};
        for (int o = 0; o < Out; o++) {
            y[o] = layer.unit(x, o);
            highest = y[o] > highest ? y[o] : highest;
        }
        for (int o = 0; o < Out; o++) {
            y[o] = exponential(y[o] - highest);
            total += y[o];
        }
        vec scale = 1.f / total;
        for (int o = 0; o < Out; o++)
            y[o] *= scale;
    }

    template <bool Start, bool First> INLINE void block(const vec *x, ivec labels, Gradient &gradient, vec *dx) const
    {
        vec d[Out];
        forward(x, d);
        for (int o = 0; o < Out; o++)
            d[o] -= labels == o ? all(1.f) : vec{};
        if (!First)
            layer.backward(d, dx);
        accumulate<Start>(gradient.layer, x, d);
    }
};

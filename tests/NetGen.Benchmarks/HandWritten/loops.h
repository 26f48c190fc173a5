// Training as a C programmer writes it first: plain loops over weights [out][in], one sample after another, gradients summed
// in arrays of their own unless there is but one sample.
#pragma once
#include "vectors.h"

template <class Activation, int In, int... Outs> struct Loops;

template <int In, int Out> struct LoopLayer
{
    ALIGNED float w[Out][In], b[Out];
    ALIGNED float dw[Out][In], db[Out];

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

    INLINE void clear()
    {
        memset(dw, 0, sizeof dw);
        memset(db, 0, sizeof db);
    }

    INLINE void forward(const float *__restrict x, float *__restrict y) const
    {
        for (int o = 0; o < Out; o++) {
            float s = b[o];
            for (int i = 0; i < In; i++)
                s += x[i] * w[o][i];
            y[o] = s;
        }
    }

    INLINE void backward(const float *__restrict dy, float *__restrict dx) const
    {
        for (int i = 0; i < In; i++)
            dx[i] = 0;
        for (int o = 0; o < Out; o++)
            for (int i = 0; i < In; i++)
                dx[i] += dy[o] * w[o][i];
    }

    // One sample: the parameters take the step at once; more: the gradient is added up first.
    template <bool One> INLINE void descend(const float *__restrict x, const float *__restrict dy, float rate)
    {
        for (int o = 0; o < Out; o++) {
            float s = One ? -rate * dy[o] : dy[o];
            float *row = One ? w[o] : dw[o];
            for (int i = 0; i < In; i++)
                row[i] += s * x[i];
            (One ? b : db)[o] += s;
        }
    }

    INLINE void step(float rate)
    {
        for (int o = 0; o < Out; o++) {
            for (int i = 0; i < In; i++)
                w[o][i] -= rate * dw[o][i];
            b[o] -= rate * db[o];
        }
    }
};

template <class Activation, int In, int Out, int... Rest> struct Loops<Activation, In, Out, Rest...>
{
    LoopLayer<In, Out> layer;
    Loops<Activation, Out, Rest...> rest;

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

    INLINE void clear()
    {
        layer.clear();
        rest.clear();
    }

    INLINE void step(float rate)
    {
        layer.step(rate);
        rest.step(rate);
    }

    template <bool One, bool First> INLINE void sample(const float *__restrict x, int label, float rate, float *__restrict dx)
    {
        float h[Out], d[Out];
        layer.forward(x, h);
        activate<Activation, Out>(h);
        rest.template sample<One, false>(h, label, rate, d);
        for (int o = 0; o < Out; o++)
            d[o] = Activation::backward(h[o], d[o]);
        if (!First)
            layer.backward(d, dx);
        layer.template descend<One>(x, d, rate);
    }

    template <int Batch> INLINE void train(const float *__restrict x, const int *__restrict labels, float rate)
    {
        if (Batch > 1)
            clear();
        for (int n = 0; n < Batch; n++)
            sample<Batch == 1, true>(x + n * In, labels[n], rate, nullptr);
        if (Batch > 1)
            step(rate / Batch);
    }
};

template <class Activation, int In, int Out> struct Loops<Activation, In, Out>
{
    LoopLayer<In, Out> layer;

    void set(const float *p) { layer.set(p); }
    void get(float *p) const { layer.get(p); }
    INLINE void clear() { layer.clear(); }
    INLINE void step(float rate) { layer.step(rate); }

    template <bool One, bool First> INLINE void sample(const float *__restrict x, int label, float rate, float *__restrict dx)
    {
        float y[Out];
        layer.forward(x, y);
        softmax<Out>(y);
        y[label] -= 1.f;
        if (!First)
            layer.backward(y, dx);
        layer.template descend<One>(x, y, rate);
    }
};

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

    template <class Activation> INLINE void forward(const float *__restrict x, float *__restrict y) const
    {
        for (int o = 0; o < Out; o++) {
            float s = b[o];
            for (int i = 0; i < In; i++)
                s += x[i] * w[o][i];
            y[o] = Activation::value(s);
        }
    }

    // The gradient at the sums that the inputs x are activations of.
    template <class Activation> INLINE void backward(const float *__restrict x, const float *__restrict dy, float *__restrict dx) const
    {
        for (int i = 0; i < In; i++)
            dx[i] = 0;
        for (int o = 0; o < Out; o++)
            for (int i = 0; i < In; i++)
                dx[i] += dy[o] * w[o][i];
        for (int i = 0; i < In; i++)
            dx[i] = Activation::backward(x[i], dx[i]);
    }

    // One sample: the parameters take the step at once; more: the gradient is added up first.
    template <bool One> INLINE void descend(const float *__restrict x, const float *__restrict dy, float rate)
    {
        for (int o = 0; o < Out; o++) {
            float s = One ? rate * dy[o] : dy[o];
            for (int i = 0; i < In; i++)
                One ? w[o][i] -= s * x[i] : dw[o][i] += s * x[i];
            One ? b[o] -= s : db[o] += s;
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
        layer.template forward<Activation>(x, h);
        rest.template sample<One, false>(h, label, rate, d);
        if (!First)
            layer.template backward<Activation>(x, d, dx);
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

// The same with train as a function of its own. g++ vectorises the two differently, and it depends on the network which is
// faster.
template <class Activation, int In, int... Outs> struct LoopsApart : Loops<Activation, In, Outs...>
{
    template <int Batch> NOINLINE void train(const float *__restrict x, const int *__restrict labels, float rate)
    {
        if (Batch > 1)
            this->clear();
        for (int n = 0; n < Batch; n++)
            this->template sample<Batch == 1, true>(x + n * In, labels[n], rate, nullptr);
        if (Batch > 1)
            this->step(rate / Batch);
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
        layer.template forward<Identity>(x, y);
        softmax<Out>(y);
        y[label] -= 1.f;
        if (!First)
            layer.template backward<Activation>(x, y, dx);
        layer.template descend<One>(x, y, rate);
    }
};

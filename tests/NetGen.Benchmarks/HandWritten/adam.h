// A whole training by Adam, in the style of tiles.h: the gradient of a layer is summed apart, and a step goes over weights,
// gradient and both moments at once.
#pragma once
#include <vector>
#include "tiles.h"

struct AdamStep
{
    float rate, correction;
};

static AdamStep adam;

template <int Count> INLINE void adamStep(float *__restrict p, float *__restrict g, float *__restrict m, float *__restrict v)
{
    AdamStep now = adam;
    for (int i = 0; i < Count; i++) {
        m[i] += 0.1f * (g[i] - m[i]);
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        p[i] -= now.rate * m[i] / (sqrtf(v[i]) * now.correction + 1e-8f);
        g[i] = 0;
    }
}

template <int In, int Out> struct AdamLayer : TileLayer<In, Out>
{
    using Base = TileLayer<In, Out>;
    ALIGNED float dw[In][Base::POut], mw[In][Base::POut], vw[In][Base::POut];
    ALIGNED float db[Base::POut], mb[Base::POut], vb[Base::POut];

    void set(const float *p)
    {
        memset((void *)this, 0, sizeof *this);
        Base::set(p);
    }

    INLINE void step(int batch, const float *__restrict x, int xStep, const float *dy, float scale)
    {
        product<true, Base::POut>(In, batch, x, 1, xStep, dy, &dw[0][0], nullptr, scale);
        for (int n = 0; n < batch; n++)
            for (int o = 0; o < Base::POut; o++)
                db[o] += scale * dy[n * Base::POut + o];
        adamStep<In * Base::POut>(&this->w[0][0], &dw[0][0], &mw[0][0], &vw[0][0]);
        adamStep<Base::POut>(this->b, db, mb, vb);
    }
};

template <class Activation, int In, int... Outs> struct AdamTraining
{
    static inline LayersOf<AdamLayer, Activation, In, Outs...> network;

    template <int Batch> static NOINLINE void batch(int rows, const float *__restrict x, const int *__restrict labels)
    {
        if (rows == Batch)
            network.template train<true>(Batch, x, In, labels, 1.f / Batch, nullptr);
        else
            network.template train<true>(rows, x, In, labels, 1.f / rows, nullptr);
    }

    // Parameters in, parameters out.
    template <int Batch> static void run(float *parameters, const float *x, const int *labels, int rows, int epochs, double rate, unsigned seed)
    {
        network.set(parameters);
        std::vector<int> order(rows);
        for (int i = 0; i < rows; i++)
            order[i] = i;
        ALIGNED float inputs[Batch][In];
        int classes[Batch];
        double power1 = 1, power2 = 1;
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = rows - 1; i > 0; i--) {
                seed = seed * 1664525u + 1013904223u;
                std::swap(order[i], order[(int)((unsigned long long)seed * (i + 1) >> 32)]);
            }
            for (int first = 0; first < rows; first += Batch) {
                int count = rows - first < Batch ? rows - first : Batch;
                for (int n = 0; n < count; n++) {
                    memcpy(inputs[n], x + (long)order[first + n] * In, sizeof inputs[n]);
                    classes[n] = labels[order[first + n]];
                }
                adam = {(float)(rate / (1 - (power1 *= 0.9))), (float)(1 / std::sqrt(1 - (power2 *= 0.999)))};
                batch<Batch>(count, &inputs[0][0], classes);
            }
        }
        network.get(parameters);
    }
};

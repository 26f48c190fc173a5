// The workloads in every style, listed for the program that times them. Each entry runs whole series of steps, so that a call
// from outside costs nothing; inputs and labels are a pool of 128 samples that the steps walk through.
#include <vector>
#include "adam.h"
#include "convolutions.h"
#include "lanes.h"
#include "loops.h"
#include "recurrent.h"
#include "samples.h"
#include "tiles.h"

constexpr int Pool = 128, Batch = 64;
constexpr float Rate = 0.01f;

static const float *inputs;
static const int *labels;

struct Entry
{
    const char *workload, *style;
    int batch, trains;
    void (*load)(const float *parameters, const float *inputs, const int *labels);
    void (*run)(long steps, float *outputs);
    void (*save)(float *parameters);
};

// A program that is linked with -ffast-math flushes denormals to zero. A library must not do so to the thread that loads it, so
// every series of steps switches that on and back.
struct FlushDenormals
{
    unsigned before = _mm_getcsr();
    FlushDenormals() { _mm_setcsr(before | 0x8040); }
    ~FlushDenormals() { _mm_setcsr(before); }
};

// Runs step(i) for every i as if something outside looked at memory in between.
template <class Step> INLINE void repeat(long steps, Step step)
{
    FlushDenormals flushed;
    for (long i = 0; i < steps; i++) {
        step(i);
        asm volatile("" ::: "memory");
    }
}

template <class Network> struct Style
{
    static inline Network network;

    static void load(const float *parameters, const float *x, const int *classes)
    {
        network.set(parameters);
        inputs = x;
        labels = classes;
    }

    static void save(float *parameters) { network.get(parameters); }
};

template <class Network, int In, int Out> struct Samples : Style<Network>
{
    static NOINLINE void one(const float *__restrict x, float *__restrict y) { Style<Network>::network.forward(x, y); }

    static NOINLINE void many(const float *__restrict x, float *__restrict y)
    {
        for (int n = 0; n < Batch; n++)
            Style<Network>::network.forward(x + n * In, y + n * Out);
    }

    static void runOne(long steps, float *y)
    {
        repeat(steps, [=](long i) { one(inputs + (i & 31) * In, y); });
    }

    static void runMany(long steps, float *y)
    {
        repeat(steps, [=](long i) { many(inputs + (i & 1) * Batch * In, y); });
    }
};

template <class Network, int In, int Size> struct Training : Style<Network>
{
    static void run(long steps, float *)
    {
        repeat(steps, [](long i) {
            long first = i % (Pool / Size) * Size;
            Style<Network>::network.template train<Size>(inputs + first * In, labels + first, Rate);
        });
    }
};

// A network whose training step is compiled for one instance at a known address.
template <class Network> struct Placed : Network
{
    template <int Size> static NOINLINE void train(const float *__restrict x, const int *__restrict classes, float)
    {
        Style<Placed>::network.Network::template train<Size>(x, classes, Rate);
    }
};

template <class Network, int In, int Out> struct LaneBatch : Style<Network>
{
    static NOINLINE void many(const float *__restrict x, float *__restrict y)
    {
        Style<Network>::network.template forward<Batch, Out>(x, y);
    }

    static void run(long steps, float *y)
    {
        repeat(steps, [=](long i) { many(inputs + (i & 1) * Batch * In, y); });
    }
};

template <class Network, int In> struct TileBatch : Style<Network>
{
    static NOINLINE void many(const float *__restrict x, float *__restrict y)
    {
        Style<Network>::network.forward(Batch, x, In, y);
    }

    static void run(long steps, float *y)
    {
        repeat(steps, [=](long i) { many(inputs + (i & 1) * Batch * In, y); });
    }
};

static std::vector<Entry> list;

template <class Network, int In, int Out> void addSamples(const char *workload, const char *style)
{
    using Run = Samples<Network, In, Out>;
    list.push_back({workload, style, 1, 0, Run::load, Run::runOne, nullptr});
    list.push_back({workload, style, Batch, 0, Run::load, Run::runMany, nullptr});
}

template <class Network, int In, int Size> void addTraining(const char *workload, const char *style)
{
    using Run = Training<Network, In, Size>;
    list.push_back({workload, style, Size, 1, Run::load, Run::run, Run::save});
}

template <class Activation, int In, int... Outs> void add(const char *workload)
{
    constexpr int sizes[] = {Outs...}, Out = sizes[sizeof...(Outs) - 1];
    constexpr bool Small = In <= 8 && sizes[0] <= 64;

    addSamples<Chain<DotLayer, Activation, In, Outs...>, In, Out>(workload, "dot");
    addSamples<Chain<AxpyLayer, Activation, In, Outs...>, In, Out>(workload, "axpy");
    addSamples<Chain<PanelLayer, Activation, In, Outs...>, In, Out>(workload, "panels");

    using Looped = Loops<Activation, In, Outs...>;
    addTraining<Placed<Looped>, In, 1>(workload, "loops");
    addTraining<Placed<Looped>, In, 32>(workload, "loops");
    addTraining<Placed<Looped>, In, 128>(workload, "loops");

    using LoopedApart = LoopsApart<Activation, In, Outs...>;
    addTraining<LoopedApart, In, 1>(workload, "loops apart");
    addTraining<LoopedApart, In, 32>(workload, "loops apart");
    addTraining<LoopedApart, In, 128>(workload, "loops apart");

    using Tiled = Tiles<Activation, In, Outs...>;
    list.push_back({workload, "tiles", Batch, 0, TileBatch<Tiled, In>::load, TileBatch<Tiled, In>::run, nullptr});
    addTraining<Placed<Tiled>, In, 1>(workload, "tiles");
    addTraining<Placed<Tiled>, In, 32>(workload, "tiles");
    addTraining<Placed<Tiled>, In, 128>(workload, "tiles");

    if constexpr (Small) {
        using Laned = Lanes<Activation, In, Outs...>;
        list.push_back({workload, "lanes", Batch, 0, LaneBatch<Laned, In, Out>::load, LaneBatch<Laned, In, Out>::run, nullptr});
        addTraining<Placed<Laned>, In, 32>(workload, "lanes");
        addTraining<Placed<Laned>, In, 128>(workload, "lanes");
    }
}

template <class Network, int In, int Out> void addConvolutional(const char *workload)
{
    using Run = Samples<Network, In, Out>;
    using Many = TileBatch<Network, In>;
    list.push_back({workload, "tiles", 1, 0, Run::load, Run::runOne, nullptr});
    list.push_back({workload, "tiles", Batch, 0, Many::load, Many::run, nullptr});
    addTraining<Placed<Network>, In, 32>(workload, "tiles");
}

extern "C" __attribute__((visibility("default"))) const Entry *entries(int *count)
{
    if (list.empty()) {
        add<Sigmoid, 2, 3, 2>("W1");
        add<ReLU, 4, 6, 3>("W2");
        add<Sigmoid, 2, 20, 5>("W3");
        add<ReLU, 64, 64, 10>("W4");
        add<ReLU, 784, 128, 10>("W5");
        add<ReLU, 784, 512, 512, 10>("W6");
        addConvolutional<LeNet, 784, 10>("LeNet");
        addConvolutional<Depthwise, 784, 10>("DepthwiseNet");
        addConvolutional<Signal, 128, 6>("SignalNet");
    }
    *count = (int)list.size();
    return list.data();
}

// 64-64:relu-10:softmax in batches of 32.
extern "C" __attribute__((visibility("default"))) void trainDigits(float *parameters, const float *x, const int *classes, int rows, int epochs, double rate, unsigned seed)
{
    FlushDenormals flushed;
    AdamTraining<ReLU, 64, 64, 10>::run<32>(parameters, x, classes, rows, epochs, rate, seed);
}

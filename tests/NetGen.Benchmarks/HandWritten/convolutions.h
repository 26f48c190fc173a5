// Convolutional networks, each written for itself from the same few loops. Pictures lie pixel after pixel with the channels of a
// pixel in whole vectors, and whoever writes one leaves the zeros around it that the next layer's kernel reaches into.
#pragma once
#include "samples.h"
#include "tiles.h"

// A picture of H x W pixels with a border of zeros, which are never written.
template <int PixelSize, int H, int W, int BH, int BW> struct Bordered
{
    static constexpr int Pixel = PixelSize, Line = (W + 2 * BW) * Pixel;
    ALIGNED float all[(H + 2 * BH) * Line];

    INLINE float *inside() { return all + BH * Line + BW * Pixel; }
    INLINE const float *inside() const { return all + BH * Line + BW * Pixel; }
};

// The weights of a convolution as [KH][KW][In][Out padded], and in training their gradient.
template <int In, int Out, int KH, int KW> struct Kernel
{
    static constexpr int POut = padded(Out), Taps = KH * KW, Steps = Taps * In, Count = Steps * Out + Out;
    ALIGNED float w[Steps][POut], b[POut];
    ALIGNED float dw[Steps][POut], db[POut];

    void set(const float *&p)
    {
        for (int o = 0; o < Out; o++)
            for (int c = 0; c < In; c++)
                for (int tap = 0; tap < Taps; tap++)
                    w[tap * In + c][o] = *p++;
        for (int o = 0; o < Out; o++)
            b[o] = *p++;
    }

    void get(float *&p) const
    {
        for (int o = 0; o < Out; o++)
            for (int c = 0; c < In; c++)
                for (int tap = 0; tap < Taps; tap++)
                    *p++ = w[tap * In + c][o];
        for (int o = 0; o < Out; o++)
            *p++ = b[o];
    }

    INLINE void clear()
    {
        memset(dw, 0, sizeof dw);
        memset(db, 0, sizeof db);
    }

    INLINE void step(float rate)
    {
        for (int i = 0; i < Steps; i++)
            for (int o = 0; o < POut; o++)
                w[i][o] -= rate * dw[i][o];
        for (int o = 0; o < POut; o++)
            b[o] -= rate * db[o];
    }
};

// The kernel turned round, with the parts of channels exchanged: what goes back through it goes forward through this.
template <int In, int Out, int KH, int KW> struct Turned
{
    static constexpr int PIn = padded(In), Taps = KH * KW;
    ALIGNED float w[Taps * Out][PIn];

    INLINE void of(const Kernel<In, Out, KH, KW> &kernel)
    {
        for (int tap = 0; tap < Taps; tap++)
            for (int c = 0; c < In; c++)
                for (int o = 0; o < Out; o++)
                    w[(Taps - 1 - tap) * Out + o][c] = kernel.w[tap * In + c][o];
    }
};

// y = [relu](b + w x): At pixels of a line and one or two vectors of channels stay in registers.
template <int In, int XPixel, int XLine, int Out, int KH, int KW, int Stride, int H, int W, int YPixel, int YLine, int At, bool IsForward>
INLINE void convolve(const float *__restrict x, const float *__restrict w, const float *__restrict b, float *__restrict y)
{
    constexpr int POut = padded(Out), Vectors = POut / LANES, Wide = Vectors % 2 == 0 ? 2 : 1;
    for (int first = 0; first < POut; first += Wide * LANES)
        for (int line = 0; line < H; line++)
            for (int next = 0; next < W; next += At) {
                int place = next + At <= W ? next : W - At;
                const float *window = x + line * Stride * XLine + place * Stride * XPixel;
                vec s[At][Wide];
                for (int t = 0; t < At; t++)
                    for (int v = 0; v < Wide; v++)
                        s[t][v] = IsForward ? load(b + first + v * LANES) : vec{};
                for (int ky = 0; ky < KH; ky++)
                    for (int kx = 0; kx < KW; kx++)
                        for (int c = 0; c < In; c++) {
                            const float *from = window + ky * XLine + kx * XPixel + c, *row = w + ((ky * KW + kx) * In + c) * POut + first;
                            vec k[Wide];
                            for (int v = 0; v < Wide; v++)
                                k[v] = load(row + v * LANES);
                            for (int t = 0; t < At; t++)
                                for (int v = 0; v < Wide; v++)
                                    s[t][v] += from[t * Stride * XPixel] * k[v];
                        }
                for (int t = 0; t < At; t++)
                    for (int v = 0; v < Wide; v++)
                        store(y + line * YLine + (place + t) * YPixel + first + v * LANES, IsForward ? ReLU::value(s[t][v]) : s[t][v]);
            }
}

// dw += x dz, db += dz: some steps of a window and one or two vectors of channels stay in registers over all pixels.
template <int In, int XPixel, int XLine, int Out, int KH, int KW, int Stride, int H, int W, int YPixel, int YLine>
INLINE void gradient(const float *__restrict x, const float *__restrict dz, Kernel<In, Out, KH, KW> &kernel)
{
    constexpr int POut = padded(Out), Vectors = POut / LANES, Wide = Vectors % 2 == 0 ? 2 : 1;
    constexpr bool IsOneRun = XPixel == In;
    constexpr int Runs = IsOneRun ? 1 : KW, Run = IsOneRun ? KW * In : In, Most = Wide == 2 ? 6 : 10;
    constexpr int At = Run <= Most ? Run : Run % 6 == 0 && Most >= 6 ? 6 : Run % 5 == 0 ? 5 : Run % 4 == 0 ? 4 : Run % 3 == 0 ? 3 : 1;
    for (int first = 0; first < POut; first += Wide * LANES) {
        for (int ky = 0; ky < KH; ky++)
            for (int run = 0; run < Runs; run++)
                for (int k = 0; k < Run; k += At) {
                    const float *from = x + ky * XLine + run * XPixel + k;
                    vec s[At][Wide] = {};
                    for (int line = 0; line < H; line++)
                        for (int place = 0; place < W; place++) {
                            vec d[Wide];
                            for (int v = 0; v < Wide; v++)
                                d[v] = load(dz + line * YLine + place * YPixel + first + v * LANES);
                            for (int t = 0; t < At; t++)
                                for (int v = 0; v < Wide; v++)
                                    s[t][v] += from[line * Stride * XLine + place * Stride * XPixel + t] * d[v];
                        }
                    for (int t = 0; t < At; t++)
                        for (int v = 0; v < Wide; v++) {
                            float *to = &kernel.dw[(ky * Runs + run) * Run + k + t][first + v * LANES];
                            store(to, load(to) + s[t][v]);
                        }
                }
        for (int v = 0; v < Wide; v++) {
            vec s = {};
            for (int line = 0; line < H; line++)
                for (int place = 0; place < W; place++)
                    s += load(dz + line * YLine + place * YPixel + first + v * LANES);
            store(&kernel.db[first + v * LANES], load(&kernel.db[first + v * LANES]) + s);
        }
    }
}

// The weights of a kernel for each channel as [KH][KW][channels], and their gradient.
template <int C, int KH, int KW> struct Channelwise : Kernel<1, C, KH, KW>
{
};

// Each channel by itself, with a kernel of 3 x 3: its nine weights stay in registers along all pixels.
template <int C, int XLine, int H, int W, int YLine, bool IsForward>
INLINE void channelwise(const float *__restrict x, const float (*w)[padded(C)], const float *b, float *__restrict y)
{
    constexpr int P = padded(C);
    for (int v = 0; v < P; v += LANES) {
        vec k[9], bias = IsForward ? load(b + v) : vec{};
        for (int tap = 0; tap < 9; tap++)
            k[tap] = load(&w[IsForward ? tap : 8 - tap][v]);
        for (int line = 0; line < H; line++)
            for (int place = 0; place < W; place++) {
                const float *from = x + line * XLine + place * P + v;
                vec s = bias, t = load(from) * k[0], u = load(from + P) * k[1];
                s += load(from + 2 * P) * k[2];
                for (int kx = 0; kx < 3; kx++) {
                    (kx == 0 ? s : kx == 1 ? t : u) += load(from + XLine + kx * P) * k[3 + kx];
                    (kx == 0 ? t : kx == 1 ? u : s) += load(from + 2 * XLine + kx * P) * k[6 + kx];
                }
                s += t + u;
                store(y + line * YLine + place * P + v, IsForward ? ReLU::value(s) : s);
            }
    }
}

template <int C, int XLine, int H, int W, int YLine>
INLINE void channelwiseGradient(const float *__restrict x, const float *__restrict dz, Channelwise<C, 3, 3> &kernel)
{
    constexpr int P = padded(C);
    for (int v = 0; v < P; v += LANES) {
        vec s[9] = {}, all = {};
        for (int line = 0; line < H; line++)
            for (int place = 0; place < W; place++) {
                vec d = load(dz + line * YLine + place * P + v);
                all += d;
                for (int tap = 0; tap < 9; tap++)
                    s[tap] += d * load(x + (line + tap / 3) * XLine + (place + tap % 3) * P + v);
            }
        for (int tap = 0; tap < 9; tap++)
            store(&kernel.dw[tap][v], load(&kernel.dw[tap][v]) + s[tap]);
        store(&kernel.db[v], load(&kernel.db[v]) + all);
    }
}

// The largest of Lines x 2 pixels.
template <int P, int Lines, int H, int W, int YLine> INLINE void pool(const float *__restrict x, float *__restrict y)
{
    for (int line = 0; line < H; line++)
        for (int place = 0; place < W; place++)
            for (int v = 0; v < P; v += LANES) {
                const float *from = x + line * Lines * 2 * W * P + place * 2 * P + v;
                vec largest = load(from);
                for (int tap = 1; tap < Lines * 2; tap++) {
                    vec other = load(from + tap / 2 * 2 * W * P + tap % 2 * P);
                    largest = other > largest ? other : largest;
                }
                store(y + line * YLine + place * P + v, largest);
            }
}

// Back through it and through the ReLU before it: the first of the largest takes the gradient unless it is 0.
template <int P, int Lines, int H, int W, int YLine, int DLine>
INLINE void poolBack(const float *__restrict x, const float *__restrict y, const float *__restrict dy, float *__restrict dx)
{
    for (int line = 0; line < H; line++)
        for (int place = 0; place < W; place++)
            for (int v = 0; v < P; v += LANES) {
                vec largest = load(y + line * YLine + place * P + v), d = load(dy + (line * W + place) * P + v);
                ivec live = largest > 0;
                for (int tap = 0; tap < Lines * 2; tap++) {
                    ivec taken = live & (load(x + (line * Lines + tap / 2) * 2 * W * P + (place * 2 + tap % 2) * P + v) == largest);
                    store(dx + (line * Lines + tap / 2) * DLine + (place * 2 + tap % 2) * P + v, taken ? d : vec{});
                    live &= ~taken;
                }
            }
}

// The mean of each channel, and back through it and the ReLU before it.
template <int P, int Pixels> INLINE void mean(const float *__restrict x, float *__restrict y)
{
    for (int v = 0; v < P; v += LANES) {
        vec s = {};
        for (int pixel = 0; pixel < Pixels; pixel++)
            s += load(x + pixel * P + v);
        store(y + v, s * (1.f / Pixels));
    }
}

template <int P, int Pixels> INLINE void meanBack(const float *__restrict x, const float *__restrict dy, float *__restrict dx)
{
    for (int v = 0; v < P; v += LANES) {
        vec d = load(dy + v) * (1.f / Pixels);
        for (int pixel = 0; pixel < Pixels; pixel++)
            store(dx + pixel * P + v, ReLU::backward(load(x + pixel * P + v), d));
    }
}

// Back through a ReLU, from a picture without a border to one with.
template <int P, int H, int W, int DLine> INLINE void reluBack(const float *__restrict y, const float *__restrict dy, float *__restrict dz)
{
    for (int line = 0; line < H; line++)
        for (int i = 0; i < W * P; i += LANES)
            store(dz + line * DLine + i, ReLU::backward(load(y + line * W * P + i), load(dy + line * W * P + i)));
}

// Convolutions sample by sample, dense layers over the batch. A derived Picture says how a sample becomes the tail's inputs.
template <class Pictures, class One, class Many, int In, int Flat, int Out> struct Convolutional
{
    Pictures pictures;
    One one;
    Many many;
    typename Pictures::Sample samples[64];
    ALIGNED float flat[64][Flat], back[64][padded(Flat)];

    void set(const float *p)
    {
        pictures.set(p);
        ALIGNED static float tail[1 << 18];
        long count = Pictures::Tail;
        Pictures::template order<true>(p, tail);
        memcpy(tail + (long)Flat * Pictures::FirstOut, p + (long)Flat * Pictures::FirstOut, (count - (long)Flat * Pictures::FirstOut) * sizeof(float));
        one.set(tail);
        many.set(tail);
    }

    void get(float *p) const
    {
        pictures.get(p);
        ALIGNED static float tail[1 << 18];
        many.get(tail);
        memcpy(p, tail, Pictures::Tail * sizeof(float));
        Pictures::template order<false>(tail, p);
    }

    INLINE void forward(const float *__restrict x, float *__restrict y)
    {
        pictures.forward(x, samples[0], flat[0]);
        one.forward(flat[0], y);
    }

    INLINE void forward(int batch, const float *__restrict x, int, float *__restrict y)
    {
        for (int n = 0; n < batch; n++)
            pictures.forward(x + n * In, samples[0], flat[n]);
        many.forward(batch, flat[0], Flat, y);
    }

    template <int Batch> INLINE void train(const float *__restrict x, const int *__restrict labels, float rate)
    {
        for (int n = 0; n < Batch; n++)
            pictures.forward(x + n * In, samples[n], flat[n]);
        many.template train<false>(Batch, flat[0], Flat, labels, rate / Batch, back[0]);
        pictures.clear();
        for (int n = 0; n < Batch; n++)
            pictures.backward(samples[n], flat[n], back[n]);
        pictures.step(rate / Batch);
    }
};

// 1x28x28-6c5p2:relu-mp2-16c5:relu-mp2, in front of 120:relu-84:relu-10:softmax.
struct LeNetPictures
{
    static constexpr int P1 = padded(6), P2 = padded(16), FirstOut = 120, Tail = 401 * 120 + 121 * 84 + 85 * 10;
    Kernel<1, 6, 5, 5> first;
    Kernel<6, 16, 5, 5> second;
    Turned<6, 16, 5, 5> back;
    Bordered<P2, 10, 10, 4, 4> dz2;
    ALIGNED float da1[14 * 14 * P1], dz1[28 * 28 * P1];

    struct Sample
    {
        Bordered<1, 28, 28, 2, 2> x;
        ALIGNED float a1[28 * 28 * P1], p1[14 * 14 * P1], a2[10 * 10 * P2];
    };

    // Weights of the first dense layer by channel and pixel, or by pixel and channel.
    template <bool In> static void order(const float *from, float *to)
    {
        for (int o = 0; o < FirstOut; o++)
            for (int c = 0; c < 16; c++)
                for (int pixel = 0; pixel < 25; pixel++)
                    if (In)
                        to[o * 400 + pixel * 16 + c] = from[o * 400 + c * 25 + pixel];
                    else
                        to[o * 400 + c * 25 + pixel] = from[o * 400 + pixel * 16 + c];
    }

    void set(const float *&p)
    {
        first.set(p);
        second.set(p);
        back.of(second);
    }

    void get(float *&p) const
    {
        first.get(p);
        second.get(p);
    }

    INLINE void forward(const float *__restrict x, Sample &s, float *__restrict flat) const
    {
        for (int line = 0; line < 28; line++)
            memcpy(s.x.inside() + line * s.x.Line, x + line * 28, 28 * sizeof(float));
        convolve<1, 1, 32, 6, 5, 5, 1, 28, 28, P1, 28 * P1, 7, true>(s.x.all, first.w[0], first.b, s.a1);
        pool<P1, 2, 14, 14, 14 * P1>(s.a1, s.p1);
        convolve<6, P1, 14 * P1, 16, 5, 5, 1, 10, 10, P2, 10 * P2, 5, true>(s.p1, second.w[0], second.b, s.a2);
        pool<P2, 2, 5, 5, 5 * P2>(s.a2, flat);
    }

    INLINE void clear()
    {
        first.clear();
        second.clear();
    }

    INLINE void backward(const Sample &s, const float *__restrict flat, const float *__restrict d)
    {
        poolBack<P2, 2, 5, 5, 5 * P2, decltype(dz2)::Line>(s.a2, flat, d, dz2.inside());
        gradient<6, P1, 14 * P1, 16, 5, 5, 1, 10, 10, P2, decltype(dz2)::Line>(s.p1, dz2.inside(), second);
        convolve<16, P2, decltype(dz2)::Line, 6, 5, 5, 1, 14, 14, P1, 14 * P1, 7, false>(dz2.all, back.w[0], nullptr, da1);
        poolBack<P1, 2, 14, 14, 14 * P1, 28 * P1>(s.a1, s.p1, da1, dz1);
        gradient<1, 1, 32, 6, 5, 5, 1, 28, 28, P1, 28 * P1>(s.x.all, dz1, first);
    }

    INLINE void step(float rate)
    {
        first.step(rate);
        second.step(rate);
        back.of(second);
    }
};

using LeNet = Convolutional<LeNetPictures, Chain<PanelLayer, ReLU, 400, 120, 84, 10>, Tiles<ReLU, 400, 120, 84, 10>, 784, 400, 10>;

// Weights of a dense layer behind a mean are in the order of channels already.
template <int In, int Out> struct Direct
{
    static constexpr int FirstOut = Out, Tail = (In + 1) * Out;

    template <bool> static void order(const float *from, float *to) { memcpy(to, from, In * Out * sizeof(float)); }
};

// 1x28x28-16c3p1:relu-mp2-16c3p1g16:relu-32c1:relu-mp2-32c3p1g32:relu-64c1:relu-gap, in front of 10:softmax.
struct DepthwisePictures : Direct<64, 10>
{
    Kernel<1, 16, 3, 3> first;
    Channelwise<16, 3, 3> depth1;
    Kernel<16, 32, 1, 1> point1;
    Channelwise<32, 3, 3> depth2;
    Kernel<32, 64, 1, 1> point2;
    Turned<16, 32, 1, 1> back1;
    Turned<32, 64, 1, 1> back2;
    Bordered<32, 7, 7, 1, 1> dz4;
    Bordered<16, 14, 14, 1, 1> dz2;
    ALIGNED float dz5[7 * 7 * 64], da4[7 * 7 * 32], db2[7 * 7 * 32], dz3[14 * 14 * 32], da2[14 * 14 * 16], db1[14 * 14 * 16], dz1[28 * 28 * 16];

    struct Sample
    {
        Bordered<1, 28, 28, 1, 1> x;
        Bordered<16, 14, 14, 1, 1> b1;
        Bordered<32, 7, 7, 1, 1> b2;
        ALIGNED float a1[28 * 28 * 16], a2[14 * 14 * 16], a3[14 * 14 * 32], a4[7 * 7 * 32], a5[7 * 7 * 64];
    };

    void set(const float *&p)
    {
        first.set(p);
        depth1.set(p);
        point1.set(p);
        depth2.set(p);
        point2.set(p);
        back1.of(point1);
        back2.of(point2);
    }

    void get(float *&p) const
    {
        first.get(p);
        depth1.get(p);
        point1.get(p);
        depth2.get(p);
        point2.get(p);
    }

    INLINE void forward(const float *__restrict x, Sample &s, float *__restrict flat) const
    {
        for (int line = 0; line < 28; line++)
            memcpy(s.x.inside() + line * s.x.Line, x + line * 28, 28 * sizeof(float));
        convolve<1, 1, 30, 16, 3, 3, 1, 28, 28, 16, 28 * 16, 5, true>(s.x.all, first.w[0], first.b, s.a1);
        pool<16, 2, 14, 14, decltype(s.b1)::Line>(s.a1, s.b1.inside());
        channelwise<16, decltype(s.b1)::Line, 14, 14, 14 * 16, true>(s.b1.all, depth1.w, depth1.b, s.a2);
        convolve<16, 16, 14 * 16, 32, 1, 1, 1, 1, 196, 32, 0, 6, true>(s.a2, point1.w[0], point1.b, s.a3);
        pool<32, 2, 7, 7, decltype(s.b2)::Line>(s.a3, s.b2.inside());
        channelwise<32, decltype(s.b2)::Line, 7, 7, 7 * 32, true>(s.b2.all, depth2.w, depth2.b, s.a4);
        convolve<32, 32, 7 * 32, 64, 1, 1, 1, 1, 49, 64, 0, 6, true>(s.a4, point2.w[0], point2.b, s.a5);
        mean<64, 49>(s.a5, flat);
    }

    INLINE void clear()
    {
        first.clear();
        depth1.clear();
        point1.clear();
        depth2.clear();
        point2.clear();
    }

    INLINE void backward(const Sample &s, const float *__restrict, const float *__restrict d)
    {
        meanBack<64, 49>(s.a5, d, dz5);
        gradient<32, 32, 0, 64, 1, 1, 1, 1, 49, 64, 0>(s.a4, dz5, point2);
        convolve<64, 64, 0, 32, 1, 1, 1, 1, 49, 32, 0, 6, false>(dz5, back2.w[0], nullptr, da4);
        reluBack<32, 7, 7, decltype(dz4)::Line>(s.a4, da4, dz4.inside());
        channelwiseGradient<32, decltype(s.b2)::Line, 7, 7, decltype(dz4)::Line>(s.b2.all, dz4.inside(), depth2);
        channelwise<32, decltype(dz4)::Line, 7, 7, 7 * 32, false>(dz4.all, depth2.w, nullptr, db2);
        poolBack<32, 2, 7, 7, decltype(s.b2)::Line, 14 * 32>(s.a3, s.b2.inside(), db2, dz3);
        gradient<16, 16, 0, 32, 1, 1, 1, 1, 196, 32, 0>(s.a2, dz3, point1);
        convolve<32, 32, 0, 16, 1, 1, 1, 1, 196, 16, 0, 6, false>(dz3, back1.w[0], nullptr, da2);
        reluBack<16, 14, 14, decltype(dz2)::Line>(s.a2, da2, dz2.inside());
        channelwiseGradient<16, decltype(s.b1)::Line, 14, 14, decltype(dz2)::Line>(s.b1.all, dz2.inside(), depth1);
        channelwise<16, decltype(dz2)::Line, 14, 14, 14 * 16, false>(dz2.all, depth1.w, nullptr, db1);
        poolBack<16, 2, 14, 14, decltype(s.b1)::Line, 28 * 16>(s.a1, s.b1.inside(), db1, dz1);
        gradient<1, 1, 30, 16, 3, 3, 1, 28, 28, 16, 28 * 16>(s.x.all, dz1, first);
    }

    INLINE void step(float rate)
    {
        first.step(rate);
        depth1.step(rate);
        point1.step(rate);
        depth2.step(rate);
        point2.step(rate);
        back1.of(point1);
        back2.of(point2);
    }
};

using Depthwise = Convolutional<DepthwisePictures, Chain<PanelLayer, ReLU, 64, 10>, Tiles<ReLU, 64, 10>, 784, 64, 10>;

// 1x128-16c9s2p4:relu-mp2-32c5p2:relu-mp2-32c3p1:relu-gap, in front of 6:softmax.
struct SignalPictures : Direct<32, 6>
{
    Kernel<1, 16, 1, 9> first;
    Kernel<16, 32, 1, 5> second;
    Kernel<32, 32, 1, 3> third;
    Turned<16, 32, 1, 5> back2;
    Turned<32, 32, 1, 3> back3;
    Bordered<32, 1, 16, 0, 1> dz3;
    Bordered<32, 1, 32, 0, 2> dz2;
    ALIGNED float db2[16 * 32], db1[32 * 16], dz1[64 * 16], d3[16 * 32];

    struct Sample
    {
        Bordered<1, 1, 128, 0, 4> x;
        Bordered<16, 1, 32, 0, 2> b1;
        Bordered<32, 1, 16, 0, 1> b2;
        ALIGNED float a1[64 * 16], a2[32 * 32], a3[16 * 32];
    };

    void set(const float *&p)
    {
        first.set(p);
        second.set(p);
        third.set(p);
        back2.of(second);
        back3.of(third);
    }

    void get(float *&p) const
    {
        first.get(p);
        second.get(p);
        third.get(p);
    }

    INLINE void forward(const float *__restrict x, Sample &s, float *__restrict flat) const
    {
        memcpy(s.x.inside(), x, 128 * sizeof(float));
        convolve<1, 1, 0, 16, 1, 9, 2, 1, 64, 16, 0, 6, true>(s.x.all, first.w[0], first.b, s.a1);
        pool<16, 1, 1, 32, 0>(s.a1, s.b1.inside());
        convolve<16, 16, 0, 32, 1, 5, 1, 1, 32, 32, 0, 6, true>(s.b1.all, second.w[0], second.b, s.a2);
        pool<32, 1, 1, 16, 0>(s.a2, s.b2.inside());
        convolve<32, 32, 0, 32, 1, 3, 1, 1, 16, 32, 0, 6, true>(s.b2.all, third.w[0], third.b, s.a3);
        mean<32, 16>(s.a3, flat);
    }

    INLINE void clear()
    {
        first.clear();
        second.clear();
        third.clear();
    }

    INLINE void backward(const Sample &s, const float *__restrict, const float *__restrict d)
    {
        meanBack<32, 16>(s.a3, d, dz3.inside());
        gradient<32, 32, 0, 32, 1, 3, 1, 1, 16, 32, 0>(s.b2.all, dz3.inside(), third);
        convolve<32, 32, 0, 32, 1, 3, 1, 1, 16, 32, 0, 6, false>(dz3.all, back3.w[0], nullptr, db2);
        poolBack<32, 1, 1, 16, 0, 0>(s.a2, s.b2.inside(), db2, dz2.inside());
        gradient<16, 16, 0, 32, 1, 5, 1, 1, 32, 32, 0>(s.b1.all, dz2.inside(), second);
        convolve<32, 32, 0, 16, 1, 5, 1, 1, 32, 16, 0, 6, false>(dz2.all, back2.w[0], nullptr, db1);
        poolBack<16, 1, 1, 32, 0, 0>(s.a1, s.b1.inside(), db1, dz1);
        gradient<1, 1, 0, 16, 1, 9, 2, 1, 64, 16, 0>(s.x.all, dz1, first);
    }

    INLINE void step(float rate)
    {
        first.step(rate);
        second.step(rate);
        third.step(rate);
        back2.of(second);
        back3.of(third);
    }
};

using Signal = Convolutional<SignalPictures, Chain<PanelLayer, ReLU, 32, 6>, Tiles<ReLU, 32, 6>, 128, 32, 6>;

using System.Globalization;
using Microsoft.Playwright;

namespace NetGen.Playground.Tests;

/// <summary>The page learns what its reader asks it to, on a desk and on a phone. Pictures of both are left beside the tests.</summary>
public sealed class PlaygroundTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("desk", 1200, 900, ColorScheme.Light)]
    [InlineData("phone", 390, 844, ColorScheme.Dark)]
    public async Task Page_LearnsMoonsAndFits(string name, int width, int height, ColorScheme colours)
    {
        (IPage page, List<string> complaints) = await site.Open(width, height, colours);

        await Reaches(page, 97);

        Assert.Empty(complaints);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, "The page is wider than its window.");
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, $"playground-{name}.png"), FullPage = true });
    }

    [Fact]
    public async Task Line_TellsNoCircles_WhatHasHiddenUnitsDoes()
    {
        (IPage page, _) = await site.Open(1200, 900, ColorScheme.Light);

        await page.GetByText("Circles").ClickAsync();
        await page.Locator("#networks").SelectOptionAsync("2-2:softmax");
        await page.WaitForFunctionAsync("Number(document.getElementById('steps').textContent.replaceAll(',', '')) > 20000");
        Assert.InRange(await Accuracy(page), 40, 75);

        await page.Locator("#networks").SelectOptionAsync("2-8:tanh-8:tanh-2:softmax");
        await Reaches(page, 95);
        Assert.Contains("8:tanh", await page.Locator("#networks").InputValueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PointsOfOnesOwn_AreLearntAndSeen()
    {
        (IPage page, List<string> complaints) = await site.Open(1200, 900, ColorScheme.Light);
        await page.Locator("#clear").ClickAsync();
        LocatorBoundingBoxResult plane = (await page.Locator("#plane").BoundingBoxAsync())!;

        await page.Mouse.ClickAsync(plane.X + 0.2f * plane.Width, plane.Y + 0.5f * plane.Height);
        await page.Locator("#orange").ClickAsync();
        await page.Mouse.ClickAsync(plane.X + 0.8f * plane.Width, plane.Y + 0.5f * plane.Height);
        await page.WaitForFunctionAsync("parseFloat(document.getElementById('loss').textContent) < 0.01");
        await page.Locator("#run").ClickAsync();

        Assert.Equal(100, await Accuracy(page));
        Assert.Empty(complaints);

        // Blue on the left, orange on the right: what the network says is in the picture.
        Assert.True(await IsBluer(page, 0.1) && !await IsBluer(page, 0.9), "The regions are not where the points are.");
        string steps = await page.Locator("#steps").InnerTextAsync();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(steps, await page.Locator("#steps").InnerTextAsync());
    }

    private static Task<IJSHandle> Reaches(IPage page, int percent) =>
        page.WaitForFunctionAsync($"parseFloat(document.getElementById('accuracy').textContent) >= {percent}", null, new() { Timeout = 120_000 });

    private static async Task<double> Accuracy(IPage page) =>
        double.Parse((await page.Locator("#accuracy").InnerTextAsync()).Replace(" %", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static Task<bool> IsBluer(IPage page, double share) => page.EvaluateAsync<bool>(
        "share => { const c = document.getElementById('plane'), p = c.getContext('2d').getImageData(share * c.width, 0.2 * c.height, 1, 1).data; return p[2] > p[0]; }", share);
}

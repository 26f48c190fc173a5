namespace NetGen.Fuzz;

/// <summary>A mistake put there to be found: by chance in four billion cases, by coverage in some thousands. It proves that the others are tried as they should be.</summary>
internal static class Planted
{
    public static void Check(byte[] bytes)
    {
        if (bytes.Length >= 4 && bytes[0] == 'f')
        {
            if (bytes[1] == 'u')
            {
                if (bytes[2] == 'z')
                {
                    if (bytes[3] == 'z')
                        throw new CaseException("found");
                }
            }
        }
    }
}

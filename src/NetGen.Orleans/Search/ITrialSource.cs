using System.Numerics;

namespace NetGen.Orleans;

/// <summary>
/// What the trials of a search train on, and how: opened again on every silo. The class is marked <c>[GenerateSerializer]</c>.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as the network.</typeparam>
public interface ITrialSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Reads the data, on the machine that trains. May block, and may be called on many threads at once.</summary>
    Dataset<T> Open();

    /// <summary>How a trial trains. The seed and, with folds, the validation data are the search's.</summary>
    /// <param name="trial">With the values that the search has chosen.</param>
    FitOptions<T> Options(Trial trial);

    /// <summary>What is done to the data of a fold, such as scaling it by its training part; nothing unless implemented.</summary>
    (Dataset<T> Train, Dataset<T> Test) Prepare(Dataset<T> train, Dataset<T> test) => (train, test);
}

using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>A network of a class that shares one as <c>Pretrained</c>. Implemented by generated code, called by the library.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IShared
{
    /// <summary>True for the one network that the class shares, which is not to be changed.</summary>
    bool IsShared { get; }
}

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A value's reading at publish time.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>Gets the placeholder that stands for the value in the manifest, such as <c>{postgres.bindings.tcp.host}</c>.</summary>
    string ValueExpression { get; }
}

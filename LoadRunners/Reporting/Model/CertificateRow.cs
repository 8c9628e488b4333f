namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One rule of the generator's certificate.</summary>
/// <param name="Title">What is judged.</param>
/// <param name="Observed">What was seen, in words.</param>
/// <param name="Limit">What is allowed, in words.</param>
/// <param name="State">True when it was kept, false when it was broken, null when there was nothing to judge.</param>
/// <param name="Reason">Why it was broken; empty when it was not.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record CertificateRow(string Title, string Observed, string Limit, bool? State, string Reason = "", string Remedy = "");

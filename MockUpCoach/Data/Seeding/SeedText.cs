using System.Globalization;
using System.Text;

namespace UpCoach.MockUpCoach.Data.Seeding;

/// <summary>Words, names and sentences of the seed. The same <see cref="Random"/> gives the same text.</summary>
internal static class SeedText
{
    public static readonly string[] Tags =
        ["sleep", "nutrition", "running", "strength", "mindfulness", "focus", "leadership", "career", "stress", "recovery", "habits", "goals", "mobility", "hydration", "community", "travel"];

    public static readonly string[] TimeZones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "America/Los_Angeles", "Asia/Tokyo"];
    public static readonly string[] Habits = ["Morning walk", "Drink water", "Read ten pages", "Meditate", "Stretch", "Write a journal", "Sleep by eleven", "Plan tomorrow"];
    public static readonly string[] Goals = ["Run ten kilometres", "Sleep eight hours", "Lead a team", "Eat greens daily", "Finish a course", "Breathe before meetings"];
    public static readonly string[] Topics = ["Weekly review", "Sleep rhythm", "Interval training", "Difficult talks", "Meal planning", "Breathing practice"];

    private static readonly string[] GivenNames = ["Ada", "Bela", "Chidi", "Dana", "Emre", "Freya", "Goran", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Mira", "Noor", "Otto", "Priya"];
    private static readonly string[] FamilyNames = ["Abe", "Berg", "Costa", "Diaz", "Eriksen", "Fischer", "Gupta", "Haas", "Ito", "Jansen", "Kaya", "Lopez", "Moreau", "Novak", "Okafor", "Petrov"];

    public static readonly string[] Words =
        ("morning evening routine energy practice coach plan simple small step week day hour minute breath walk run lift stretch rest sleep dream water meal protein "
        + "fibre vegetable fruit coffee tea light dark quiet music focus attention deep work meeting email phone screen distraction boundary friend family team leader "
        + "feedback trust courage failure success progress measure streak reward trigger cue habit goal value purpose identity story journal question answer learn teach "
        + "read write speak listen notice accept change begin continue finish repeat slow fast strong flexible balance posture knee back shoulder heart pulse zone tempo "
        + "interval distance hill trail city travel hotel flight jetlag season winter summer sun cold heat sauna shower recovery soreness injury doctor patience kindness "
        + "gratitude anger stress worry calm mindful meditation body mind spirit choice decision priority calendar budget time money career growth skill talent effort "
        + "consistency discipline motivation willpower environment kitchen desk bedroom office park gym class group community challenge competition play game fun joy "
        + "ankle hip wrist spine muscle tendon bone skin breathing oxygen glucose insulin hormone cortisol vitamin mineral iron zinc magnesium salt sugar starch rice "
        + "bread oats egg fish bean lentil nut seed olive avocado tomato onion garlic ginger lemon apple berry banana yoghurt cheese soup salad stew snack breakfast "
        + "lunch dinner fasting portion plate spoon bottle cup bicycle rowing swimming climbing yoga pilates boxing tennis football dance squat lunge plank push pull "
        + "bridge jump sprint jog stride cadence warmup cooldown stopwatch watch sensor chart graph trend target baseline record review reflect mentor mentee peer "
        + "manager colleague interview salary promotion conflict negotiation empathy humour curiosity wonder silence rhythm melody colour garden river forest mountain "
        + "beach island desert snow rain wind cloud star moon candle blanket pillow mattress alarm curfew nap lullaby novel poem essay letter diary sketch puzzle").Split(' ');

    public static string Name(Random random) => $"{Pick(GivenNames, random)} {Pick(FamilyNames, random)}";

    public static string Pick(string[] from, Random random) => from[random.Next(from.Length)];

    public static string[] PickTags(Random random)
    {
        var first = random.Next(Tags.Length);
        return random.Next(3) == 0 ? [Tags[first]] : [Tags[first], Tags[(first + 1 + random.Next(Tags.Length - 1)) % Tags.Length]];
    }

    public static string Sentence(Random random, int words)
    {
        var text = new StringBuilder(words * 8);
        for (var n = 0; n < words; n++)
            text.Append(n == 0 ? "" : " ").Append(Skewed(random));
        text[0] = char.ToUpper(text[0], CultureInfo.InvariantCulture);
        return text.ToString();
    }

    public static string Paragraph(Random random, int sentences)
    {
        var text = new StringBuilder(sentences * 80);
        for (var n = 0; n < sentences; n++)
            text.Append(n == 0 ? "" : " ").Append(Sentence(random, 6 + random.Next(8))).Append('.');
        return text.ToString();
    }

    // Early words are commoner than late ones, so that searches range from broad to narrow as in real text. Whole numbers only: the same on every machine.
    private static string Skewed(Random random)
    {
        var index = random.Next(Words.Length);
        return Words[random.Next(2) == 0 ? index : Math.Min(index, random.Next(Words.Length))];
    }
}
